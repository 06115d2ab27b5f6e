package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import picocli.CommandLine.Model.CommandSpec;

/** docs/settings.md and the schema that editors complete a settings file by. */
class SettingsInDocsTest {

    private static final Path PAGE = Path.of("../docs/settings.md");
    private static final Path SCHEMA = Path.of("../docs/settings.schema.json");

    @TempDir
    Path folder;

    /** {@code -Dactivations.generate=true} writes it. */
    @Test
    void schemaIsMadeFromTheOptionsAndTheRules() throws IOException {
        String made = SettingsSchema.of(diagnose());
        if (Boolean.getBoolean("activations.generate")) {
            Files.writeString(SCHEMA, made);
        }

        assertThat(Files.readString(SCHEMA))
                .as("run the test with -Dactivations.generate=true to write it anew")
                .isEqualTo(made);
    }

    @Test
    void everyFileOfThePageFitsTheSchemaAndWorks() throws IOException {
        List<String> files = Readme.blocks(PAGE, "yaml");
        assertThat(files).isNotEmpty();
        for (String file : files) {
            assertThat(complaints(file)).as(file).isEmpty();

            CommandRun run = CommandRun.of("diagnose", "--settings", write(file.replace("examples/", "../examples/")));

            assertThat(run.errors()).as(file).isEmpty();
            assertThat(run.out()).as(file).contains("Activation diagnosis");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alhpa: 0.1",
                "alpha: high",
                "alpha: [0.1]",
                "fail-on: error",
                "full: 1",
                "activation: {a: [relu]}",
                "input: {a: b}",
                "settings: a.yaml",
                "rules: {dead-unit: off}",
                "rules: {dead-units: of}",
                "rules: {dead-units: {layers: a}}",
                "rules: {dead-units: {limits: {warn: 30}}}",
                "rules: {dead-units: {limits: {info: 0.1}}}",
                "rules: {signal-scale: {limits: {warn: 100}}}",
                "rules: {no-activation: {limits: {info: 1}}}"
            })
    void schemaComplainsOfWhatTheCommandRefuses(String file) throws IOException {
        assertThat(complaints(file)).isNotEmpty();
        assertThat(CommandRun.of("diagnose", "--settings", write(file)).sentence())
                .contains("settings.yaml:1:");
    }

    private String write(String file) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), file).toString();
    }

    /** What an editor would underline. */
    private static Set<String> complaints(String yaml) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(Files.readString(SCHEMA));
        LoaderOptions options = new LoaderOptions();
        DumperOptions unused = new DumperOptions();
        Yaml editor = new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new Yaml12());
        JsonNode file = new ObjectMapper().valueToTree(editor.load(yaml));
        return schema.validate(file).stream().map(Object::toString).collect(Collectors.toSet());
    }

    /** Editors read YAML 1.2, in which {@code off} and a date are text. */
    private static final class Yaml12 extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|"), "~n\0");
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
            addImplicitResolver(Tag.INT, Pattern.compile("[-+]?[0-9]+"), "-+0123456789");
            addImplicitResolver(
                    Tag.FLOAT,
                    Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
                    "-+.0123456789");
        }
    }

    private static CommandSpec diagnose() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return ActivationsCommand.commandLine(nowhere, nowhere)
                .getSubcommands()
                .get("diagnose")
                .getCommandSpec();
    }
}
