package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.log.source.LogSource;
import dev.activations.jobs.model.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of tensors that numpy and PyTorch wrote, beside the same activations as JSON lines. */
class TensorLogsTest {

    private static final String CASES = "src/test/resources/cases/";
    private static final String FORMATS = CASES + "formats/";

    @Test
    void folderOfNumpyFilesWhosePathsSayRunStepAndLayer() {
        JsonNode rows = json(log(CASES + "spellings/rows.jsonl"));
        JsonNode tensors = json(log(CASES + "spellings/acts").withPathPattern("{run}/step-{step}/{layer}.npy"));

        assertThat(tensors.at("/input/layout").asText()).isEqualTo("tensors");
        assertThat(tensors.at("/input/format").asText()).isEqualTo("npy");
        assertSame(rows, tensors);
    }

    @Test
    void recordersTensorsEqualItsRows() {
        JsonNode rows = json(log(CASES + "recorded-jsonl"));
        JsonNode tensors = json(log(CASES + "recorded-safetensors"));

        assertThat(tensors.at("/runs/0/run").asText()).isEqualTo("tiny");
        assertSame(rows, tensors);
    }

    @Test
    void metadataOfAFileSaysWhatItsTensorsAre(@TempDir Path folder) throws IOException {
        String header =
                """
                {"__metadata__": {"activations.run": "mine", "activations.step": "7", "activations.activation": "nn.ReLU()",
                "activations.b.role": "features", "activations.b.layer": "sae"},
                "a": {"dtype": "F32", "shape": [300, 4], "data_offsets": [0, 4800]},
                "b": {"dtype": "F32", "shape": [300, 4], "data_offsets": [4800, 9600]}}""";
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 9600).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (int i = 0; i < 2400; i++) {
            bytes.putFloat(i % 4);
        }
        Path file = Files.write(folder.resolve("acts.safetensors"), bytes.array());

        JsonNode run = json(log(file.toString())).at("/runs/0");

        assertThat(run.at("/run").asText()).isEqualTo("mine");
        assertThat(run.at("/layers/0/layer").asText()).isEqualTo("a");
        assertThat(run.at("/layers/0/activation").asText()).isEqualTo("relu");
        assertThat(run.at("/layers/0/latest/step").asInt()).isEqualTo(7);
        assertThat(run.at("/layers/0/role").asText()).isEqualTo("hidden");
        assertThat(run.at("/layers/1/layer").asText()).isEqualTo("sae");
        assertThat(run.at("/layers/1/role").asText()).isEqualTo("features");
    }

    /** What {@code make_inputs.py} wrote: half formats beside Parquet rows of the values that they round to. */
    @ParameterizedTest
    @CsvSource({
        "f32.safetensors, rows",
        "f16.safetensors, rows-f16",
        "bf16.safetensors, rows-bf16",
        "plain.npz, rows",
        "compressed.npz, rows",
        "half.npz, rows-f16",
        "file.arrow, rows",
        "stream.arrows, rows",
        "half.arrow, rows-f16",
        "half.parquet, rows-f16"
    })
    void sameActivationsInEveryFormatGiveTheSameReport(String file, String rows) {
        JsonNode expected = json(log(FORMATS + rows + ".parquet").withActivation(".*", "relu"));
        JsonNode actual = json(log(FORMATS + file).withActivation(".*", "relu"));

        assertThat(actual.at("/input/format").asText())
                .isEqualTo(file.replaceAll(".*[.]", "").replace("arrows", "arrow"));
        assertThat(expected.at("/runs/0/layers/0/latest/dead_units").asInt()).isOne();
        assertSame(expected, actual);
    }

    @Test
    void weightsAreNoActivations() {
        assertThatThrownBy(() -> json(log("../tensor-sources/src/test/resources/torch/state_dict.pt")))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("state_dict.pt holds weights (", "not activations");
    }

    @Test
    void pathThatIsNotOfThePattern() {
        assertThatThrownBy(() -> json(log(CASES + "spellings/acts").withPathPattern("epoch-{step}/{layer}.npy")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("does not match --path-pattern epoch-{step}/{layer}.npy");
        assertThatThrownBy(() -> json(log(CASES + "spellings/acts").withPathPattern("{epoch}/{layer}.npy")))
                .isInstanceOf(InputException.class)
                .hasMessage("--path-pattern {epoch}/{layer}.npy: {epoch} is not one of {run}, {step} and {layer}");
    }

    private static ActivationDiagnostics log(String path) {
        return ActivationDiagnostics.on(LogSource.open(
                Sessions.shared(),
                List.of(Path.of(path).toString()),
                LogSource.AUTO,
                LogColumn.types(Map.of())::apply));
    }

    private static JsonNode json(ActivationDiagnostics log) {
        return DigitsLog.json(log.run());
    }

    private static void assertSame(JsonNode expected, JsonNode actual) {
        Differences differences = new Differences(1e-11);
        for (String part : List.of("runs", "findings")) {
            differences.compare(part, expected.get(part), actual.get(part));
        }
        assertThat(differences.found()).isEmpty();
        assertThat(differences.compared()).isGreaterThan(100);
    }
}
