package dev.activations.tensors.spark;

import static dev.activations.tensors.spark.Sessions.NUMPY;
import static dev.activations.tensors.spark.Sessions.TORCH;
import static dev.activations.tensors.spark.Sessions.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a table of tensors has, for whoever reads it with SQL or the reader's API. */
@Tag("short")
class TensorTablesTest {

    private static Dataset<Row> read(String format, Path path) {
        return Sessions.shared().read().format(format).load(path.toString());
    }

    @Test
    void columnsAreTheFileTheTensorTheSliceAndItsValues() {
        assertThat(read("safetensors", TORCH.resolve("floats.safetensors"))
                        .schema()
                        .toDDL())
                .isEqualTo("path STRING,tensor STRING,index BIGINT,shape ARRAY<INT>,dtype STRING,values ARRAY<FLOAT>,"
                        + "metadata MAP<STRING, STRING>");
    }

    @Test
    void valuesAreDoublesWhereATensorNeedsThem() {
        assertThat(read("safetensors", TORCH.resolve("every.safetensors"))
                        .schema()
                        .apply("values")
                        .dataType()
                        .simpleString())
                .isEqualTo("array<double>");
    }

    @Test
    void doublesAreNotNeededForTensorsThatAreLeftOut() {
        Dataset<Row> rows = Sessions.shared()
                .read()
                .format("safetensors")
                .option("tensor", "b?f16|u8")
                .load(TORCH.resolve("every.safetensors").toString());
        assertThat(rows.schema().apply("values").dataType().simpleString()).isEqualTo("array<float>");
        assertThat(rows.select("tensor").distinct().collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyInAnyOrder("f16", "bf16", "u8");
    }

    @Test
    void aRowIsASlice() {
        List<Row> rows = rows("SELECT tensor, index, shape, dtype, size(values), metadata['activations.run']"
                + " FROM safetensors.`%s` WHERE tensor = 'bf16'".formatted(TORCH.resolve("every.safetensors")));
        assertThat(rows)
                .extracting(Row::toString)
                .containsExactly(
                        "[bf16,0,ArraySeq(3),bfloat16,3,first]",
                        "[bf16,1,ArraySeq(3),bfloat16,3,first]",
                        "[bf16,2,ArraySeq(3),bfloat16,3,first]",
                        "[bf16,3,ArraySeq(3),bfloat16,3,first]");
    }

    @Test
    void anotherAxisOrNoneCanBeTheIndex() {
        String fortran = NUMPY.resolve("fortran.npy").toString();
        Dataset<Row> last =
                Sessions.shared().read().format("npy").option("axis", "-1").load(fortran);
        assertThat(last.selectExpr("index", "shape", "size(values)").collectAsList())
                .extracting(Row::toString)
                .containsExactly("[0,ArraySeq(5, 4, 3),60]", "[1,ArraySeq(5, 4, 3),60]");
        Dataset<Row> whole =
                Sessions.shared().read().format("npy").option("flatten", "true").load(fortran);
        assertThat(whole.selectExpr("index", "shape", "size(values)").collectAsList())
                .extracting(Row::toString)
                .containsExactly("[0,ArraySeq(5, 4, 3, 2),120]");
    }

    @Test
    void everyFormatIsATableInSql() {
        Map<String, Path> files = Map.of(
                "safetensors", TORCH.resolve("floats.safetensors"),
                "pt", TORCH.resolve("tensor.pt"),
                "npy", NUMPY.resolve("version1.npy"),
                "npz", NUMPY.resolve("compressed.npz"));
        files.forEach((format, file) -> assertThat(rows("SELECT sum(size(values)) FROM %s.`%s`".formatted(format, file))
                        .get(0)
                        .getLong(0))
                .as(format)
                .isPositive());
    }

    @Test
    void foldersGiveColumns() {
        Dataset<Row> rows = Sessions.shared()
                .read()
                .format("safetensors")
                .load(TORCH.resolve("sharded").toString());
        assertThat(rows.groupBy("tensor").count().collectAsList())
                .extracting(Row::toString)
                .containsExactlyInAnyOrder("[h1.weight,4]", "[h1.bias,4]", "[h2.weight,4]", "[h2.bias,4]");
    }

    @Test
    void fileOfAnotherFormatIsNamedInTheError() {
        assertThatThrownBy(() -> read("npy", NUMPY.resolve("empty.npz")))
                .hasMessage(NUMPY.resolve("empty.npz")
                        + ": this is a file of format npz, not npy; read it with format(\"npz\")");
    }
}
