package dev.postern.console;

import java.util.List;

/**
 * What became of the last change of a project's files.
 *
 * @param generation how many changes have been taken
 * @param refused why the last one was not, a line each; empty when it was
 */
public record ReloadState(int generation, List<String> refused) {

    public ReloadState {
        refused = List.copyOf(refused);
    }
}
