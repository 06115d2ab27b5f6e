package dev.activations.jobs.tables;

import dev.activations.jobs.rules.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table {@code findings}, in the order of report.json. */
public final class FindingsTable {

    public static final StructType SCHEMA = schema();

    private FindingsTable() {}

    private static StructType schema() {
        StructType suggestion = new StructType()
                .add("text", DataTypes.StringType, false)
                .add("source", DataTypes.StringType, false)
                .add("because", DataTypes.StringType);
        return new StructType()
                .add("run", DataTypes.StringType)
                .add("layer", DataTypes.StringType)
                .add("severity", DataTypes.StringType, false)
                .add("rule", DataTypes.StringType, false)
                .add("step", DataTypes.LongType, false)
                .add("since", DataTypes.LongType, false)
                .add("evidence", DataTypes.StringType, false)
                .add("cause", DataTypes.StringType)
                .add("numbers", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false), false)
                .add("suggestions", DataTypes.createArrayType(suggestion, false), false);
    }

    public static List<Row> rows(List<Finding> findings) {
        return findings.stream().map(FindingsTable::row).toList();
    }

    private static Row row(Finding finding) {
        return RowFactory.create(
                finding.subject().run().orElse(null),
                finding.subject().layer().orElse(null),
                finding.severity().toString(),
                finding.rule().name(),
                finding.step(),
                finding.since(),
                finding.evidence(),
                finding.numbers().get("cause"),
                numbers(finding),
                finding.suggestions().stream()
                        .map(suggestion -> RowFactory.create(
                                suggestion.text(),
                                suggestion.source(),
                                suggestion.because().isEmpty() ? null : suggestion.because()))
                        .toArray());
    }

    /** What is a number among the finding's numbers; the names of rules that were spared are in the evidence. */
    private static Map<String, Double> numbers(Finding finding) {
        Map<String, Double> numbers = new HashMap<>();
        finding.numbers().forEach((name, value) -> {
            if (value instanceof Number number) {
                numbers.put(name, number.doubleValue());
            }
        });
        return numbers;
    }
}
