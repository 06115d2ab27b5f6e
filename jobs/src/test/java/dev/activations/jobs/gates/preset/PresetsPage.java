package dev.activations.jobs.gates.preset;

import java.util.stream.Collectors;

/** The sections of docs/presets.md, made from the presets. */
public final class PresetsPage {

    private PresetsPage() {}

    /** One section for each preset. */
    public static String sections() {
        return Presets.ALL.stream().map(PresetsPage::section).collect(Collectors.joining("\n"));
    }

    private static String section(Preset preset) {
        return """

                ## %s

                %s: %s. Read at <%s>.

                %s
                | parameter | default | what it is |
                |---|---|---|
                %s"""
                .formatted(
                        preset.name(),
                        preset.source().tool(),
                        preset.source().version(),
                        preset.source().address(),
                        preset.rules().stream().map(PresetsPage::rule).collect(Collectors.joining("\n")),
                        preset.parameters().stream().map(PresetsPage::parameter).collect(Collectors.joining()));
    }

    private static String rule(PresetRule rule) {
        return """
                **`%s`** (%s)

                > %s

                - The number: %s.
                - It fails %s, %s.

                %s
                """
                .formatted(
                        rule.name(),
                        rule.functions().isEmpty() || rule.functions().size() > 15
                                ? "any " + (rule.functions().isEmpty() ? "layer" : rule.about())
                                : rule.functions().stream().sorted().collect(Collectors.joining(", ")),
                        rule.definition()
                                .replace("|", "\\|")
                                .replace("<", "&lt;")
                                .replace(">", "&gt;"),
                        rule.computed(),
                        rule.limit().words(),
                        rule.overSteps().words(),
                        rule.differs());
    }

    private static String parameter(Parameter parameter) {
        return "| `%s` | %s | %s |\n".formatted(parameter.name(), parameter.defaultText(), parameter.meaning());
    }
}
