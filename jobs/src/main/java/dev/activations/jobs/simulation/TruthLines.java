package dev.activations.jobs.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The truth about a simulated log: a line of JSON for each layer of each run. docs/simulate.md explains its names. */
final class TruthLines {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TruthLines() {}

    static void write(Simulation simulation, OutputStream out) throws IOException {
        for (int run = 0; run < simulation.runs(); run++) {
            for (int layer = 0; layer < simulation.layers().size(); layer++) {
                String line = MAPPER.writeValueAsString(line(simulation, run, layer)) + "\n";
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static ObjectNode line(Simulation simulation, int run, int layer) {
        LayerPlan plan = simulation.layers().get(layer);
        LayerTruth truth = simulation.layer(run, layer).truth();
        ObjectNode line = JSON.objectNode()
                .put("run", Simulation.name(run))
                .put("layer", plan.name())
                .put("depth", layer)
                .put("activation", plan.activation())
                .put("role", plan.role().isEmpty() ? null : plan.role())
                .put("planted", plan.words());
        ArrayNode trouble = line.putArray("trouble");
        plan.trouble().forEach(trouble::add);
        line.set("firing_rate", truth.firingRates().length == 0 ? JSON.nullNode() : numbers(truth.firingRates()));
        line.set("dead", numbers(truth.dead()));
        line.set("stuck", numbers(truth.stuck()));
        line.set("collapsed_heads", numbers(truth.collapsedHeads()));
        line.put("saturated", truth.saturated());
        line.set("spread", Double.isNaN(truth.spread()) ? JSON.nullNode() : JSON.numberNode(truth.spread()));
        return line;
    }

    private static ArrayNode numbers(double[] values) {
        ArrayNode array = JSON.arrayNode();
        Arrays.stream(values).forEach(array::add);
        return array;
    }

    private static ArrayNode numbers(int[] values) {
        ArrayNode array = JSON.arrayNode();
        Arrays.stream(values).forEach(array::add);
        return array;
    }
}
