package dev.activations.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.Report;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The diagnosis as {@code report.html}: one file that needs no network, put together from the resources in {@code html/},
 * Apache ECharts, and the report's figures as one island of JSON. The page's scripts make everything that is seen from it.
 */
public final class HtmlReport {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** In the order that they use each other. */
    private static final List<String> SCRIPTS = List.of(
            "dom.js",
            "format.js",
            "charts.js",
            "runs.js",
            "layers.js",
            "run-figures.js",
            "layer-figures.js",
            "findings.js",
            "settings.js",
            "main.js");

    private HtmlReport() {}

    /** The report as a page of HTML, ending in a newline. */
    public static String write(Report report) {
        String scripts = SCRIPTS.stream().map(Page::resource).collect(Collectors.joining("\n"));
        return Page.of("page.html", Map.of("data", data(report), "scripts", scripts));
    }

    private static String data(Report report) {
        try {
            return Page.island(MAPPER.writeValueAsString(HtmlData.of(report)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot be written as JSON", e);
        }
    }
}
