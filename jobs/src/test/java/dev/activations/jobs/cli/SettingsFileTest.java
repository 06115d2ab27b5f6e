package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.activations.jobs.cli.settings.SettingKeys;
import dev.activations.jobs.cli.settings.SettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that {@code diagnose --settings FILE} takes from a file. */
class SettingsFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("keys")
    void everyOptionMayStandInTheFile(String key) throws IOException {
        OptionSpec option =
                (OptionSpec) SettingKeys.of(diagnose().getCommandSpec()).get(key);

        ParseResult parsed = parsed(key + ": " + example(option));

        assertThat(parsed.hasMatchedOption(option.longestName())).isTrue();
    }

    static Stream<String> keys() {
        return SettingKeys.of(diagnose().getCommandSpec()).keySet().stream().filter(key -> !key.equals("input"));
    }

    /** A value that the option's type allows. */
    private static String example(ArgSpec option) {
        if (SettingKeys.isSwitch(option)) {
            return "true";
        }
        if (SettingKeys.takesPairs(option)) {
            return "{a: b, c: d}";
        }
        if (option.type().isEnum()) {
            return option.type().getEnumConstants()[0].toString();
        }
        String value =
                Number.class.isAssignableFrom(option.type()) || option.type().isPrimitive() ? "0.5" : "word";
        return option.isMultiValue() ? "[" + value + ", " + value + "]" : value;
    }

    @Test
    void everyOptionOfTheCommandIsAKeyButThoseAboutOneRun() {
        CommandLine diagnose = diagnose();

        assertThat(diagnose.getCommandSpec().options().stream()
                        .map(option -> option.longestName().substring(2))
                        .filter(name ->
                                !SettingKeys.of(diagnose.getCommandSpec()).containsKey(name)))
                .containsExactlyInAnyOrder("settings", "help", "help-all", "version");
    }

    @Test
    void valueIsTheTextThatStandsThere() throws IOException {
        ParseResult parsed = parsed(
                """
                # YAML 1.1 would make false, 1.1 and 8 o'clock of these.
                table: off
                where: 'sample % 2 = 0'
                layout: 1.10
                format: 8:00
                epsilon: 0.5  # the last
                """);

        assertThat(text(parsed, "--table")).isEqualTo("off");
        assertThat(text(parsed, "--where")).isEqualTo("sample % 2 = 0");
        assertThat(text(parsed, "--layout")).isEqualTo("1.10");
        assertThat(text(parsed, "--format")).isEqualTo("8:00");
        assertThat(parsed.<Double>matchedOptionValue("--epsilon", 0.0)).isEqualTo(0.5);
    }

    @Test
    void pairsAreAMapAListOrOne() throws IOException {
        List<String> expected = List.of("fc.*=relu", "out=none");

        assertThat(values(parsed("activation: {'fc.*': relu, out: none}"), "--activation"))
                .isEqualTo(expected);
        assertThat(values(parsed("activation: ['fc.*=relu', out=none]"), "--activation"))
                .isEqualTo(expected);
        assertThat(values(parsed("activation: fc.*=relu"), "--activation")).containsExactly("fc.*=relu");
        assertThat(parsed("conf: {spark.sql.shuffle.partitions: 4}")
                        .<Map<String, String>>matchedOptionValue("--conf", Map.of()))
                .isEqualTo(Map.of("spark.sql.shuffle.partitions", "4"));
    }

    @Test
    void commandLineWinsOverTheFile() throws IOException {
        ParseResult parsed = parsed("{alpha: 0.01, window: all, input: [a, b]}", "--alpha", "0.2", "c");

        assertThat(text(parsed, "--alpha")).isEqualTo("0.2");
        assertThat(text(parsed, "--window")).isEqualTo("all");
        assertThat(inputs(parsed)).containsExactly("c");
    }

    @Test
    void whatIsTypedOfARepeatedOptionComesFirst() throws IOException {
        ParseResult parsed = parsed(
                """
                activation: {'fc.*': relu, 'conv.*': gelu}
                column: {layer: module, step: iteration}
                conf: {a: 1, b: 2}
                """,
                "--activation=fc1=tanh",
                "--column=layer=name",
                "--conf=a=3");

        assertThat(values(parsed, "--activation")).containsExactly("fc1=tanh", "fc.*=relu", "conv.*=gelu");
        assertThat(values(parsed, "--column")).containsExactly("layer=name", "step=iteration");
        assertThat(parsed.<Map<String, String>>matchedOptionValue("--conf", Map.of()))
                .isEqualTo(Map.of("a", "3", "b", "2"));
    }

    @Test
    void inputsMayLookLikeOptions() throws IOException {
        assertThat(inputs(parsed("input: ['--alpha', '@log', '@@log', 'a b', '-']")))
                .containsExactly("--alpha", "@log", "@@log", "a b", "-");
        assertThat(inputs(parsed("{alpha: 0.5, input: log}", "--", "--typed"))).containsExactly("--typed");
        assertThat(inputs(parsed("input: log"))).containsExactly("log");
    }

    @Test
    void switchIsTrueOrFalse() throws IOException {
        assertThat(parsed("full: true").hasMatchedOption("--full")).isTrue();
        assertThat(parsed("full: false").hasMatchedOption("--full")).isFalse();
        assertThat(parsed("full: false", "--full").hasMatchedOption("--full")).isTrue();
    }

    @Test
    void fileMayBeEmptyOrOnlyComments() throws IOException {
        assertThat(inputs(parsed("", "log"))).containsExactly("log");
        assertThat(inputs(parsed("# nothing yet\n", "log"))).containsExactly("log");
        assertThat(inputs(parsed("---\n", "log"))).containsExactly("log");
    }

    @Test
    void aliasRepeatsAValue() throws IOException {
        ParseResult parsed =
                parsed("activation: &layers {'fc.*': relu}\nrole: {x: gate}\nwhere: &w 'a=1'\nquery: *w\n");

        assertThat(text(parsed, "--query")).isEqualTo("a=1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    alhpa: 0.1                       | :1:1: there is no option alhpa; did you mean alpha?
                    fail_on: warn                    | :1:1: there is no option fail_on; did you mean fail-on?
                    settings: a.yaml                 | :1:1: there is no option settings;
                    help: true                       | :1:1: there is no option help;
                    zzzzzzzzz: 1                     | :1:1: there is no option zzzzzzzzz; the keys are the options of diagnose without their dashes
                    alpha: 0.1~alpha: 0.2            | :2:1: alpha stands here a second time; the first is in line 1
                    activation: {a: relu, a: tanh}   | :1:23: a stands here a second time; the first is in line 1
                    alpha:                           | :1:7: alpha has no value
                    alpha: ~~                        | :1:8: alpha has no value
                    alpha: [0.1]                     | :1:8: alpha takes one value here, not a list
                    alpha: {a: 0.1}                  | :1:8: alpha takes one value here, not a map
                    input: {a: b}                    | :1:8: input takes one value here, not a map
                    activation: {a: [relu]}          | :1:17: activation of a takes one value here, not a list
                    activation: [{a: relu}]          | :1:14: activation takes one value here, not a map
                    full: 1                          | :1:7: full takes true or false, not '1'
                    - alpha                          | :1:1: a settings file is a map such as 'alpha: 0.01', not a list
                    alpha                            | :1:1: a settings file is a map such as 'alpha: 0.01', not a single value
                    alpha: !!float 0.1               |
                    alpha: !secret 0.1               | :1:8: a tag such as !secret means nothing here
                    !!java.net.URL [a]               | :1:1: this is not YAML: Global tag is not allowed: tag:yaml.org,2002:java.net.URL
                    activation: !!set {a}            | :1:13: a tag such as tag:yaml.org,2002:set means nothing here
                    ? [a, b]~: 1                     | :1:3: a key must be one word
                    alpha: 0.1~--- ~window: all      | :2:1: this is not YAML: but found another document expected a single document in the stream
                    alpha: 'x                        | :1:10: this is not YAML: found unexpected end of stream while scanning a quoted scalar
                    alpha: *a                        | :1:8: this is not YAML: found undefined alias a
                    a: {b                            | :1:6: this is not YAML: expected ',' or '}', but got <stream end> while parsing a flow mapping
                    alpha: high                      | :1:8: Invalid value for option '--alpha': 'high' is not a double
                    fail-on: error                   | :1:10: --fail-on must be fail, warn, new or never, got 'error'
                    alpha: 7                         | :1:8: --alpha must be between 0 and 1, both excluded, got 7.0
                    role: {a: gate, b: gat}          | :1:20: --role b=gat: 'gat' is not a role
                    activation: {a: relu, b: relo}   | :1:26: --activation b=relo:
                    conf: a                          | :1:7: Value for option option '--conf' (KEY=VALUE) should be in KEY=VALUE format but was a
                    """)
    void mistakeIsNamedWithItsPlace(String yaml, String sentence) throws IOException {
        Path file = file(yaml.replaceAll("(?<!~)~(?!~)", "\n").replace("~~", "~"));

        CommandRun run = CommandRun.of("diagnose", "--settings", file.toString(), folder + "/none");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.sentence())
                .startsWith("activations: "
                        + (sentence == null ? "input path %s/none does not exist".formatted(folder) : file + sentence));
        assertThat(run.out()).isEmpty();
    }

    @Test
    void typedMistakeIsNotBlamedOnTheFile() throws IOException {
        Path file = file("{alpha: 0.1, activation: {a: relu}}");

        assertThat(CommandRun.of("diagnose", "--settings", file.toString(), "--alpha=high")
                        .sentence())
                .startsWith("activations: Invalid value for option '--alpha'");
        assertThat(CommandRun.of("diagnose", "--settings", file.toString(), "--activation=b=relo")
                        .sentence())
                .startsWith("activations: --activation b=relo: ");
    }

    @Test
    void fileThatCannotBeReadIsNamed() throws IOException {
        Path latin = folder.resolve("latin.yaml");
        Files.write(latin, "where: 'größe > 1'".getBytes(StandardCharsets.ISO_8859_1));
        Path binary = folder.resolve("binary.yaml");
        Files.write(binary, new byte[] {'a', ':', ' ', 0, 1});
        Path large = Files.writeString(folder.resolve("large.yaml"), "#".repeat((1 << 20) + 1));

        assertRefusal(folder.resolve("none.yaml"), "there is no such file");
        assertRefusal(folder, "this is a folder, not a file");
        assertRefusal(latin, "the file is not text in UTF-8");
        assertRefusal(large, "a settings file has at most 1 MiB");
        assertThat(refusal(binary)).startsWith("activations: " + binary + ": this is not YAML: ");
    }

    private static void assertRefusal(Path file, String why) {
        assertThat(refusal(file)).isEqualTo("activations: --settings %s: %s".formatted(file, why));
    }

    private static String refusal(Path file) {
        CommandRun run = CommandRun.of("diagnose", "--settings", file.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        return run.sentence();
    }

    @Test
    void bombsAreRefusedAtOnce() throws IOException {
        StringBuilder laughs = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 12; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
        }
        assertThat(refusal(file(laughs.toString()))).contains("settings.yaml");
        assertThat(refusal(file("input: &a [*a]"))).endsWith("input takes one value here, not a list");
        assertThat(refusal(file("input: " + "[".repeat(10_000)))).contains("this is not YAML");
        assertThat(refusal(file("input: " + "{a: ".repeat(10_000)))).contains("this is not YAML");
    }

    /** Broken and half-broken YAML, made of the words and signs of a settings file. */
    @Test
    void whateverStandsInTheFileEndsInASentenceAndNeverInAStackTrace() throws IOException {
        List<String> pieces = Stream.concat(
                        keys(),
                        Stream.of(
                                ":",
                                ": ",
                                "\n",
                                "\n  ",
                                "- ",
                                "[",
                                "]",
                                "{",
                                "}",
                                ",",
                                "'",
                                "\"",
                                "#",
                                " ",
                                "&a ",
                                "*a",
                                "!!x ",
                                "!",
                                "|",
                                ">",
                                "? ",
                                "---",
                                "...",
                                "%",
                                "@",
                                "`",
                                "\t",
                                "~",
                                "0.5",
                                "true",
                                "fc.*",
                                "relu",
                                "<<",
                                "=",
                                "rules",
                                "limits",
                                "warn",
                                "off",
                                "dead-units",
                                "layers",
                                "until",
                                "2027-03-01",
                                "é",
                                "\u2028",
                                "\uFEFF",
                                "\u0000",
                                "\uD83D\uDE00"))
                .toList();
        Random random = new Random(25);
        StringWriter errors = new StringWriter();
        CommandLine command =
                ActivationsCommand.commandLine(new PrintWriter(Writer.nullWriter()), new PrintWriter(errors));
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(25); left >= 0; left--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            Path file = file(text.toString());

            errors.getBuffer().setLength(0);
            int status = command.execute("diagnose", "--settings", file.toString(), "--column", "none");

            assertThat(status).as(text.toString()).isEqualTo(ExitStatus.INPUT_ERROR);
            assertThat(errors.toString()).as(text.toString()).startsWith("activations: ");
            assertThat(errors.toString().lines()).as(text.toString()).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void reportSaysWhatWasTyped() throws IOException {
        Path log = Files.writeString(
                folder.resolve("log.jsonl"),
                "{\"layer\": \"fc1\", \"step\": 0, \"activation\": \"relu\", \"post\": [0, 1.5]}\n");
        Path output = folder.resolve("report");
        Path file = file("alpha: 0.125\ninput: '%s'\noutput: '%s'\nreport-steps: 2\n".formatted(log, output));

        CommandRun run = CommandRun.of("diagnose", "--settings", file.toString());

        assertThat(run.errors()).isEmpty();
        JsonNode report =
                new ObjectMapper().readTree(output.resolve("report.json").toFile());
        assertThat(report.at("/settings/alpha").doubleValue()).isEqualTo(0.125);
        assertThat(report.at("/made/command").textValue()).isEqualTo("activations diagnose --settings " + file);
    }

    private static CommandLine diagnose() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return ActivationsCommand.commandLine(nowhere, nowhere).getSubcommands().get("diagnose");
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), yaml);
    }

    /** The options of {@code diagnose} with this file and these arguments. */
    private ParseResult parsed(String yaml, String... arguments) throws IOException {
        CommandLine diagnose = diagnose();
        List<String> typed =
                Stream.concat(Stream.of("diagnose"), Stream.of(arguments)).toList();
        SettingsFile file = SettingsFile.read(file(yaml).toString(), diagnose.getCommandSpec());
        List<String> complete = file.completing(typed, parsed(diagnose.getParent(), typed));
        return parsed(diagnose.getParent(), complete);
    }

    private static ParseResult parsed(CommandLine root, List<String> arguments) {
        return root.parseArgs(arguments.toArray(String[]::new)).subcommand();
    }

    private static String text(ParseResult parsed, String option) {
        return parsed.matchedOption(option).originalStringValues().get(0);
    }

    private static List<String> values(ParseResult parsed, String option) {
        return parsed.matchedOptionValue(option, List.of());
    }

    private static List<String> inputs(ParseResult parsed) {
        return parsed.matchedPositionalValue(0, List.of());
    }
}
