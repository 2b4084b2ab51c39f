package dev.postern.plan;

/** A field where it is selected: below which objects. */
public record FieldUse(ObjectPlan parent, FieldPlan field) {}
