package dev.activations.tensors.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What the scripts in src/test/python say of the files that they made. */
final class ExpectedTensors {

    static final Path RESOURCES = Path.of("src/test/resources");

    /** A tensor's type, shape, and values in C order. */
    record Expected(String dtype, long[] shape, double[] values) {

        /** The values of a slice, by brute force over all of them. */
        double[] slice(int axis, long index) {
            int length = (int) (values.length / shape[axis]);
            double[] slice = new double[length];
            int next = 0;
            long inner = 1;
            for (int after = axis + 1; after < shape.length; after++) {
                inner *= shape[after];
            }
            for (int i = 0; i < values.length; i++) {
                if (i / inner % shape[axis] == index) {
                    slice[next++] = values[i];
                }
            }
            return slice;
        }
    }

    private ExpectedTensors() {}

    /** File to tensor to what is expected, of a folder of the resources. */
    static Map<String, Map<String, Expected>> in(String folder) throws IOException {
        JsonNode files = new ObjectMapper()
                .readTree(RESOURCES.resolve(folder).resolve("expected.json").toFile());
        Map<String, Map<String, Expected>> expected = new LinkedHashMap<>();
        files.properties().forEach(file -> {
            Map<String, Expected> tensors = new LinkedHashMap<>();
            file.getValue().properties().forEach(entry -> tensors.put(entry.getKey(), tensor(entry.getValue())));
            expected.put(file.getKey(), tensors);
        });
        return expected;
    }

    private static Expected tensor(JsonNode node) {
        return new Expected(
                node.get("dtype").asText(),
                stream(node.get("shape")).mapToLong(JsonNode::asLong).toArray(),
                stream(node.get("values")).mapToDouble(ExpectedTensors::number).toArray());
    }

    private static double number(JsonNode node) {
        return switch (node.asText()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> node.asDouble();
        };
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
