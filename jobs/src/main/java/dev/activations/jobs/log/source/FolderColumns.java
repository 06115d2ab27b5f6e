package dev.activations.jobs.log.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;

/** The columns that folders named {@code column=value} above a file give, where Spark does not read them itself. */
final class FolderColumns {

    private static final String WHOLE_NUMBER = "-?\\d{1,18}";

    private FolderColumns() {}

    /** Name and value, outermost first: a long where the value is a whole number and the log has no text there. */
    static Map<String, Object> of(LogFile file, ColumnTypes types) {
        Map<String, Object> inwards = new LinkedHashMap<>();
        for (Path part = file.path().getParent(); !part.equals(file.root()); part = part.getParent()) {
            int equals = part.getName().indexOf('=');
            if (equals > 0) {
                String name = part.getName().substring(0, equals);
                String value = unescaped(part.getName().substring(equals + 1));
                boolean number = value.matches(WHOLE_NUMBER) && !isText(types.readAs(name, DataTypes.LongType));
                inwards.put(name, number ? (Object) Long.valueOf(value) : value);
            }
        }
        Map<String, Object> outermostFirst = new LinkedHashMap<>();
        file.columns().forEach(name -> outermostFirst.put(name, inwards.get(name)));
        return outermostFirst;
    }

    /** Spark writes characters that a path cannot have as %XX, and leaves a plus alone. */
    private static String unescaped(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name; // a percent sign of its own
        }
    }

    private static boolean isText(Optional<DataType> wanted) {
        return wanted.filter(StringType.class::isInstance).isPresent();
    }
}
