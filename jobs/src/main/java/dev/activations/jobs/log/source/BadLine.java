package dev.activations.jobs.log.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Finds the line of a file of JSON lines that Spark could not read. */
final class BadLine {

    private static final String CORRUPT = "_corrupt_record";
    private static final StructType LINES =
            new StructType().add("line", DataTypes.StringType).add("number", DataTypes.LongType);

    private BadLine() {}

    /** The first line, counted from 1, that is no JSON object or does not fit the columns. */
    static OptionalLong of(SparkSession spark, String file, StructType schema) {
        JavaPairRDD<String, Long> lines = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .textFile(file)
                .zipWithIndex();
        JavaRDD<Row> numbered = lines.map(line -> RowFactory.create(line._1(), line._2() + 1));
        Dataset<Row> bad = spark.createDataFrame(numbered, LINES)
                .select(
                        col("number"),
                        from_json(
                                        col("line"),
                                        schema.add(CORRUPT, DataTypes.StringType),
                                        Map.of("mode", "PERMISSIVE", "columnNameOfCorruptRecord", CORRUPT))
                                .getField(CORRUPT)
                                .as("bad"))
                .where("bad IS NOT NULL")
                .orderBy("number");
        return bad.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(bad.first().getLong(0));
    }
}
