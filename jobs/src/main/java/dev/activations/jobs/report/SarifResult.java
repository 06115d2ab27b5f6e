package dev.activations.jobs.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.activations.jobs.Report;
import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.Severity;
import dev.activations.jobs.rules.Suppressed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** One result of report.sarif: a finding, or a check that did not pass. */
final class SarifResult {

    /** What relative paths are relative to; GitHub takes this name for the checked-out repository. */
    static final String HERE = "%SRCROOT%";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SarifResult() {}

    static ObjectNode of(Report report, Finding finding) {
        String run = finding.subject().run().orElse("");
        Optional<String> layer = finding.subject().layer();
        ObjectNode result = result(report, finding.rule().name(), run, layer, FindingWords.sentence(finding))
                .put("level", SarifRules.level(finding.severity()));
        result.set("partialFingerprints", fingerprint(finding.rule().name(), run, layer.orElse("")));
        ObjectNode properties =
                properties(result, run, layer).put("step", finding.step()).put("since", finding.since());
        properties.set("numbers", MAPPER.valueToTree(finding.numbers()));
        return result;
    }

    /** What the user has switched off: viewers show it as suppressed, and no gate counts it. */
    static ObjectNode of(Report report, Suppressed suppressed) {
        ObjectNode result = of(report, suppressed.finding());
        result.putArray("suppressions")
                .addObject()
                .put("kind", "external")
                .put("status", "accepted")
                .put("justification", message(suppressed.words()));
        return result;
    }

    static ObjectNode of(Report report, CheckResult check) {
        String run = check.run().orElse("");
        boolean open = check.outcome() == Outcome.UNDECIDED;
        // SARIF 2.1.0, 3.27.10: what is not of kind "fail" is of level "none".
        ObjectNode result = result(report, SarifRules.CHECK, run, check.layer(), CheckWords.sentence(check))
                .put("kind", open ? "open" : "fail")
                .put("level", open ? "none" : SarifRules.level(Severity.FAIL));
        result.set(
                "partialFingerprints",
                fingerprint(SarifRules.CHECK, check.check(), run, check.layer().orElse("")));
        ObjectNode properties = properties(result, run, check.layer()).put("check", check.check());
        check.value().ifPresent(value -> properties.set("value", MAPPER.valueToTree(value)));
        return result;
    }

    private static ObjectNode result(Report report, String rule, String run, Optional<String> layer, String sentence) {
        ObjectNode result =
                JsonNodeFactory.instance.objectNode().put("ruleId", rule).put("ruleIndex", SarifRules.indexOf(rule));
        String subject = FindingWords.place(run, layer);
        result.putObject("message").put("text", message(subject.isEmpty() ? sentence : subject + ": " + sentence));
        ObjectNode location = JsonNodeFactory.instance.objectNode();
        LogLocation.path(report, run).map(LogLocation::of).ifPresent(log -> {
            ObjectNode physical = location.putObject("physicalLocation");
            ObjectNode artifact = physical.putObject("artifactLocation").put("uri", log.uri());
            if (log.relative()) {
                artifact.put("uriBaseId", HERE);
            }
            // GitHub shows no result without a line.
            physical.putObject("region").put("startLine", 1);
        });
        if (!subject.isEmpty()) {
            location.putArray("logicalLocations")
                    .addObject()
                    .put("name", layer.orElse(run))
                    .put("fullyQualifiedName", subject)
                    .put("kind", "module");
        }
        result.putArray("locations").add(location);
        return result;
    }

    /** A plain text as SARIF wants it (3.11.5, 3.11.6): braces would be placeholders, and a name could look like a link. */
    private static String message(String text) {
        String plain = PlainText.of(text).replace("{", "{{").replace("}", "}}");
        return plain.contains("](") ? plain.replace("[", "\\[").replace("]", "\\]") : plain;
    }

    private static ObjectNode properties(ObjectNode result, String run, Optional<String> layer) {
        ObjectNode properties = result.putObject("properties");
        if (!run.isEmpty()) {
            properties.put("run", run);
        }
        layer.ifPresent(name -> properties.put("layer", name));
        return properties;
    }

    /** The same for what is the same from one diagnosis to the next, whatever its numbers and steps. */
    private static ObjectNode fingerprint(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("finding/v1", HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
