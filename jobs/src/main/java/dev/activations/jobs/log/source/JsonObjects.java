package dev.activations.jobs.log.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.activations.jobs.model.InputException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The objects of a file of JSON that has them otherwise than one on each line: in an array, over several lines, or with the
 * last one cut.
 */
record JsonObjects(SparkSession spark, LogFile file, ColumnTypes types) implements JsonFormat.Text {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** A parser of JSON as Python and JavaScript write it: NaN and Infinity are numbers. */
    static JsonParser parser(InputStream text) throws IOException {
        return JSON.createParser(text);
    }

    @Override
    public Dataset<Row> load(DataFrameReader reader) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        SerializableConfiguration hadoop =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        boolean cut = !file.facts().loss().isEmpty();
        JavaRDD<String> objects = context.parallelize(List.of(file.path().toString()), 1)
                .flatMap(path -> iterator(new Path(path), hadoop, cut));
        Dataset<Row> rows = reader.json(spark.createDataset(objects.rdd(), Encoders.STRING()));
        for (Map.Entry<String, Object> column : FolderColumns.of(file, types).entrySet()) {
            rows = rows.withColumn(column.getKey(), functions.lit(column.getValue()));
        }
        return rows;
    }

    private static java.util.Iterator<String> iterator(Path path, SerializableConfiguration hadoop, boolean cut)
            throws IOException {
        return new Iterator(new JsonExamination(path, hadoop.value()).open(), ReadFailure.text(path), cut);
    }

    /** Objects one after the other, or in one array, each as one line of JSON. */
    static final class Iterator implements java.util.Iterator<String>, Closeable {

        private final JsonParser json;
        private final String file;
        private final boolean mayEndEarly;
        private boolean inArray;
        private boolean endsEarly;
        private String next;

        /** @param mayEndEarly whether what follows the last whole object may be missing */
        Iterator(InputStream text, String file, boolean mayEndEarly) throws IOException {
            this.json = parser(text);
            this.file = file;
            this.mayEndEarly = mayEndEarly;
            advance();
        }

        private void advance() {
            next = null;
            try {
                JsonToken token = json.nextToken();
                if (token == JsonToken.START_ARRAY && !inArray) {
                    inArray = true;
                    token = json.nextToken();
                }
                while (token == JsonToken.END_ARRAY) {
                    inArray = false;
                    token = json.nextToken();
                }
                if (token == JsonToken.START_OBJECT) {
                    next = object();
                } else if (token != null) {
                    throw fault("holds %s where an object is expected".formatted(json.getText()), null);
                }
            } catch (JsonEOFException | EOFException e) {
                endsEarly = true;
                if (!mayEndEarly) {
                    throw fault("ends early", e);
                }
            } catch (JsonParseException e) {
                throw fault("is not JSON (%s)".formatted(e.getOriginalMessage()), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private InputException fault(String what, Exception cause) {
            return new InputException(
                    "file %s, line %d %s".formatted(file, json.currentLocation().getLineNr(), what), cause);
        }

        private String object() throws IOException {
            StringWriter text = new StringWriter();
            try (JsonGenerator line = JSON.createGenerator(text)) {
                line.copyCurrentStructure(json);
            }
            return text.toString();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public String next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            String object = next;
            advance();
            return object;
        }

        /** Whether the text ended within an object or an array. */
        boolean endsEarly() {
            return endsEarly;
        }

        @Override
        public void close() throws IOException {
            json.close();
        }
    }
}
