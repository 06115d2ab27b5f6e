package dev.activations.jobs.report;

import dev.activations.jobs.Report;
import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.rules.Finding;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.Rule;
import dev.activations.jobs.rules.Rules;
import dev.activations.jobs.rules.RunReport;
import dev.activations.jobs.rules.Suppressed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The diagnosis as {@code report.junit.xml}, which CI systems show as tests: a suite for each run, a case for each layer and
 * each rule that is about layers of its role, and a suite of the user's own checks.
 */
public final class JunitReport implements OneFile {

    /** Tests of a training run take no time of their own, but readers want to know one. */
    private static final String NO_TIME = "0";

    @Override
    public String file() {
        return "report.junit.xml";
    }

    @Override
    public void write(Report report, OutputStream out) throws IOException {
        try {
            // Java's own writer, whichever else is on Spark's class path.
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            attribute(xml, "name", "Activation diagnosis");
            for (RunReport run : report.runs()) {
                writeSuite(xml, run.run().isEmpty() ? "the log" : run.run(), cases(run));
            }
            if (!report.gates().checks().isEmpty()) {
                writeSuite(
                        xml,
                        "checks",
                        report.gates().checks().stream().map(JunitCase::of).toList());
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.writeCharacters("\n");
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static List<JunitCase> cases(RunReport run) {
        Map<Optional<String>, List<Finding>> byLayer = run.findings().stream()
                .collect(Collectors.groupingBy(finding -> finding.subject().layer()));
        List<JunitCase> cases = new ArrayList<>();
        for (LayerReport layer : run.layers()) {
            LayerKey key = layer.diagnosis().layer().key();
            List<Suppressed> off = run.suppressed().stream()
                    .filter(each -> each.now().isEmpty())
                    .filter(each -> each.finding().subject().layer().equals(Optional.of(key.layer())))
                    .toList();
            addCases(layer, byLayer.getOrDefault(Optional.of(key.layer()), List.of()), off, cases);
        }
        byLayer.getOrDefault(Optional.<String>empty(), List.of()).forEach(finding -> cases.add(JunitCase.of(finding)));
        return cases;
    }

    private static void addCases(LayerReport layer, List<Finding> found, List<Suppressed> off, List<JunitCase> cases) {
        List<Finding> silencing = Stream.concat(
                        found.stream(),
                        off.stream().filter(Suppressed::silencesOthers).map(Suppressed::finding))
                .toList();
        for (Rule rule : Rules.all()) {
            Optional<Finding> spoke = found.stream()
                    .filter(finding -> finding.rule().name().equals(rule.name()))
                    .findFirst();
            Optional<Suppressed> silenced =
                    off.stream().filter(each -> each.finding().rule() == rule).findFirst();
            if (spoke.isPresent()) {
                cases.add(JunitCase.of(spoke.get()));
            } else if (silenced.isPresent()) {
                cases.add(JunitCase.of(silenced.get()));
            } else if (rule.judges(layer.diagnosis().role())) {
                cases.add(JunitCase.ofQuiet(rule, layer, silencing));
            }
        }
    }

    private static void writeSuite(XMLStreamWriter xml, String name, List<JunitCase> cases) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", name);
        attribute(xml, "tests", Integer.toString(cases.size()));
        attribute(xml, "failures", count(cases, JunitCase.Outcome.FAILED));
        attribute(xml, "errors", "0");
        attribute(xml, "skipped", count(cases, JunitCase.Outcome.SKIPPED));
        attribute(xml, "time", NO_TIME);
        for (JunitCase test : cases) {
            writeCase(xml, test);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static String count(List<JunitCase> cases, JunitCase.Outcome outcome) {
        return Long.toString(
                cases.stream().filter(test -> test.outcome() == outcome).count());
    }

    private static void writeCase(XMLStreamWriter xml, JunitCase test) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute(xml, "classname", test.place());
        attribute(xml, "name", test.name());
        attribute(xml, "time", NO_TIME);
        switch (test.outcome()) {
            case FAILED -> {
                xml.writeStartElement("failure");
                attribute(xml, "message", test.message());
                attribute(xml, "type", test.name());
                xml.writeCharacters(text(test.detail()));
                xml.writeEndElement();
            }
            case SKIPPED -> {
                xml.writeStartElement("skipped");
                xml.writeCharacters(text(test.detail()));
                xml.writeEndElement();
            }
            case PASSED -> {
                if (!test.detail().isEmpty()) {
                    xml.writeStartElement("system-out");
                    xml.writeCharacters(text(test.detail()));
                    xml.writeEndElement();
                }
            }
        }
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, text(PlainText.of(value)));
    }

    /** What XML can hold: control characters and halves of pairs are written out, and so are the two that are no characters. */
    private static String text(String text) {
        return PlainText.lines(text)
                .replace("\uFFFE", PlainText.escaped(0xFFFE))
                .replace("\uFFFF", PlainText.escaped(0xFFFF));
    }
}
