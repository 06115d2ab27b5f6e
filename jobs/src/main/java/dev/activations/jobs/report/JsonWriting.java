package dev.activations.jobs.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.diagnosis.Figure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalDouble;

/** What all files of JSON have in common: how a generator writes, and what stands for a number that is not known. */
final class JsonWriting {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonWriting() {}

    /** Writes without indentation, shows what a terminal would take for a command, and leaves {@code out} open. */
    static JsonGenerator to(OutputStream out) throws IOException {
        JsonGenerator json = MAPPER.createGenerator(out);
        json.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
        json.setCharacterEscapes(new HiddenEscaped());
        return json;
    }

    /** Puts a figure under its own name: a count as a whole number, null if it is not known. */
    static void put(ObjectNode node, Figure figure, OptionalDouble value) {
        if (value.isPresent() && figure.isCount()) {
            node.put(figure.key(), (long) value.getAsDouble());
        } else {
            put(node, figure.key(), value);
        }
    }

    /** Puts a number, or null if it is not known. */
    static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, value.getAsDouble());
        } else {
            node.putNull(name);
        }
    }
}
