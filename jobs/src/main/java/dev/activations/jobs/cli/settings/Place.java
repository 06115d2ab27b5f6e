package dev.activations.jobs.cli.settings;

import dev.activations.jobs.model.InputException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Where something stands in a file, written as compilers write it: {@code settings.yaml:3:8}.
 *
 * @param file as the user wrote it
 * @param line from 1
 * @param column from 1
 */
record Place(String file, int line, int column) {

    static Place of(String file, Node node) {
        return at(file, node.getStartMark());
    }

    static Place at(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** What is wrong here, to be thrown. */
    InputException wrong(String sentence, Object... values) {
        return new InputException(this + ": " + sentence.formatted(values));
    }

    @Override
    public String toString() {
        return "%s:%d:%d".formatted(file, line, column);
    }
}
