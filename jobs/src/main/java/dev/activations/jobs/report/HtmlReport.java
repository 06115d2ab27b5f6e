package dev.activations.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.activations.jobs.Report;
import dev.activations.jobs.model.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The diagnosis as {@code report.html}: one file that needs no network, put together from the resources in {@code html/},
 * Apache ECharts, and the report's figures as one island of JSON. The page's scripts make everything that is seen from it.
 */
public final class HtmlReport implements OneFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** In the order that they use each other. */
    private static final List<String> SCRIPTS = List.of(
            "dom.js",
            "format.js",
            "address.js",
            "download.js",
            "charts.js",
            "runs.js",
            "layers.js",
            "run-figures.js",
            "layer-figures.js",
            "unit-figures.js",
            "findings.js",
            "checks.js",
            "rules.js",
            "compare.js",
            "baseline.js",
            "settings.js",
            "main.js");

    private final Made made;

    /** A page that does not say when and how it was made. */
    public HtmlReport() {
        this(Made.UNKNOWN);
    }

    public HtmlReport(Made made) {
        this.made = made;
    }

    @Override
    public String file() {
        return "report.html";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        String scripts = SCRIPTS.stream().map(Page::resource).collect(Collectors.joining("\n"));
        String page = Page.of("page.html", Map.of("data", data(report), "scripts", scripts));
        out.write(page.getBytes(StandardCharsets.UTF_8));
    }

    /** The same tree, in which every text is one that may be shown. */
    private static JsonNode shown(JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, shown(array.get(i)));
            }
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(shown(field.getValue())));
        }
        return node.isTextual() ? TextNode.valueOf(PlainText.of(node.textValue())) : node;
    }

    private String data(Report report) {
        try {
            return Page.island(MAPPER.writeValueAsString(shown(HtmlData.of(report, made))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot be written as JSON", e);
        }
    }
}
