package dev.postern.execution;

import dev.postern.binding.FieldBinding;
import dev.postern.plan.FieldPlan;
import dev.postern.plan.ObjectPlan;
import dev.postern.plan.TypePlan;
import dev.postern.statement.Page;
import org.jspecify.annotations.Nullable;

/** The writing of one page: its edges or nodes, where it stands among all, and how many there are. */
final class ConnectionWriter {

    private final AnswerWriter answer;

    ConnectionWriter(AnswerWriter answer) {
        this.answer = answer;
    }

    /**
     * A page as it is written.
     *
     * @param pages null where no statement ran, and there are no rows
     * @param key the number of the parent's key, or -1
     */
    private record Shown(
            FieldPlan field,
            Link link,
            int parent,
            @Nullable PageParents pages,
            int key,
            PageWindow window) {

        int row(int place) {
            return pages == null ? -1 : pages.row(key, window, place);
        }
    }

    /** See {@link AnswerWriter}; what came of the field's statement is no error. */
    boolean write(FieldPlan field, Link link, Page asked, int parent) {
        var key = link.key(parent);
        var pages = key < 0 ? null : link.pages();
        var window = pages == null ? new PageWindow(asked, 0) : pages.window(key);
        var connection = ((TypePlan.Concrete) field.type()).object();
        return object(connection, new Shown(field, link, parent, pages, key, window))
                || answer.propagated(field.type().nonNull());
    }

    private boolean object(ObjectPlan plan, Shown page) {
        var start = answer.out().length();
        var complete = true;
        for (var field : plan.fields()) {
            answer.out().raw(field.label());
            answer.path().enter(field);
            complete &= field.binding() == null ? unbound(plan, field) : part(field, page);
            answer.path().leave();
        }
        return answer.end(plan.fields().size(), complete, start);
    }

    private boolean unbound(ObjectPlan plan, FieldPlan field) {
        if (field.refusal() != null) {
            return answer.failed(field.type().nonNull(), AccessErrors.of(field.refusal()));
        }
        answer.out().string(plan.typeName());
        return true;
    }

    private boolean part(FieldPlan field, Shown page) {
        return switch (((FieldBinding.Paged) Bound.to(field)).part()) {
            case EDGES, NODES -> rows(field, page);
            case PAGE_INFO ->
                object(((TypePlan.Concrete) field.type()).object(), page)
                        || answer.propagated(field.type().nonNull());
            case TOTAL_COUNT -> total(field, page);
            case HAS_NEXT_PAGE -> truth(page.window.hasNextPage());
            case HAS_PREVIOUS_PAGE -> truth(page.window.hasPreviousPage());
            case START_CURSOR -> cursor(field, page, 0);
            case END_CURSOR -> cursor(field, page, page.window.size() - 1);
            case NODE, CURSOR -> throw new IllegalStateException(field.name() + " is a field of edges");
        };
    }

    private boolean truth(boolean value) {
        answer.out().ascii(Boolean.toString(value));
        return true;
    }

    private boolean cursor(FieldPlan field, Shown page, int place) {
        if (page.pages == null || page.window.size() == 0) {
            return answer.nothing(field.type().nonNull());
        }
        return answer.cursor(field, page.pages.cursors(), page.row(place));
    }

    private boolean total(FieldPlan field, Shown page) {
        var total = page.field.total(field);
        return answer.links().total(total, page.link.owner().link(total), page.parent);
    }

    private boolean rows(FieldPlan field, Shown page) {
        if (!(field.type() instanceof TypePlan.ListOf list)) {
            return answer.noList(field.type());
        }
        var out = answer.out();
        var start = out.length();
        var complete = true;
        out.character('[');
        if (page.pages != null && page.window.size() > 0) {
            complete = elements(list, page, (RowParents) page.pages.held(owner(page), field));
        }
        out.character(']');
        return complete || answer.propagated(list.nonNull(), start);
    }

    private static ObjectPlan owner(Shown page) {
        return ((TypePlan.Concrete) page.field.type()).object();
    }

    private boolean elements(TypePlan.ListOf list, Shown page, RowParents objects) {
        var complete = true;
        answer.path().enter(0);
        for (int place = 0; place < page.window.size(); place++) {
            if (place > 0) {
                answer.out().character(',');
            }
            answer.path().move(place);
            complete &= answer.object(list.element(), objects, page.row(place));
        }
        answer.path().leave();
        return complete;
    }
}
