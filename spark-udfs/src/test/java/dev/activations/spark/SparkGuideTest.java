package dev.activations.spark;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.spark.ml.ActivationTransformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the code of docs/spark.md: every block of it stands here, but for line breaks, with what it must give. */
class SparkGuideTest {

    private static final Path GUIDE = Path.of("../docs/spark.md");
    private static final Path THIS = Path.of("src/test/java/dev/activations/spark/SparkGuideTest.java");

    private final SparkSession spark = Sessions.shared();

    @TempDir
    private Path work;

    /** But for the folder: the guide is read in the project's, this runs in the module's. */
    @Test
    void everyBlockOfTheGuideIsRunHere() throws IOException {
        String code = withoutSpace(Files.readString(THIS)).replace("\"../examples", "\"examples");
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
        int blocks = 0;
        while (block.find()) {
            assertThat(code).contains(withoutSpace(block.group(1)));
            blocks++;
        }
        assertThat(blocks).isEqualTo(2);
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void pipeline() throws IOException {
        Dataset<Row> log =
                spark.read().parquet("../examples/digits-log/run=healthy-gelu").where("step = 1500");
        Dataset<Row> digits = log.where("layer = 'softmax'")
                .selectExpr("sample", "double(array_position(post, array_max(post)) - 1) AS label");
        Dataset<Row> images = log.where("layer = 'hidden3'")
                .join(digits, "sample")
                .select(col("sample"), col("label"), array_to_vector(col("pre")).as("z"));

        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new VectorAssembler().setInputCols(new String[] {"z"}).setOutputCol("inputs"),
            new ActivationTransformer()
                    .setInputCol("inputs")
                    .setOutputCol("features")
                    .setActivation("gelu"),
            new LogisticRegression().setRegParam(0.01)
        });
        PipelineModel model = pipeline.fit(images.where("sample % 3 > 0"));
        Dataset<Row> predicted = model.transform(images.where("sample % 3 = 0"));
        double accuracy = new MulticlassClassificationEvaluator()
                .setMetricName("accuracy")
                .evaluate(predicted);
        assertThat(predicted.count()).isEqualTo(100);
        assertThat(accuracy).isGreaterThan(0.9);

        model.write().save(work.resolve("model").toString());
        Dataset<Row> again =
                PipelineModel.load(work.resolve("model").toString()).transform(images.where("sample % 3 = 0"));
        assertThat(again.select("sample", "prediction").orderBy("sample").collectAsList())
                .isEqualTo(predicted
                        .select("sample", "prediction")
                        .orderBy("sample")
                        .collectAsList());
    }

    @Test
    void stream() throws StreamingQueryException, TimeoutException {
        String arriving = work.resolve("arriving").toString();
        String checkpoint = work.resolve("checkpoint").toString();
        String transformed = work.resolve("transformed").toString();
        Dataset<Row> rows = spark.sql("SELECT id AS sample, array(float(id), -1F) AS v FROM range(5)");
        rows.write().parquet(arriving);
        spark.readStream()
                .schema("sample bigint, v array<float>")
                .parquet(arriving)
                .selectExpr("sample", "gelu(v) AS y")
                .writeStream()
                .option("checkpointLocation", checkpoint)
                .trigger(Trigger.AvailableNow())
                .format("parquet")
                .start(transformed)
                .awaitTermination();
        assertThat(spark.read().parquet(transformed).orderBy("sample").collectAsList())
                .isEqualTo(rows.selectExpr("sample", "gelu(v) AS y")
                        .orderBy("sample")
                        .collectAsList());
    }
}
