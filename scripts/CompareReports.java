import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Compares two report.json: names, texts, counts and verdicts must be equal, other numbers within 1e-9 of each other
 * (sums are added up in whatever order partitions finish). When and how a report was made is not compared. Says where they differ and ends with status 1, or 0.
 */
final class CompareReports {

    private static final double TOLERANCE = 1e-9;

    private final List<String> differences = new ArrayList<>();
    private long compared;

    public static void main(String[] files) throws IOException {
        ObjectMapper json = new ObjectMapper();
        CompareReports comparison = new CompareReports();
        comparison.compare("", read(json, files[0]), read(json, files[1]));
        comparison.differences.stream().limit(20).forEach(System.out::println);
        System.out.printf(
                "%d values compared, %d differ: %s and %s%n",
                comparison.compared, comparison.differences.size(), files[0], files[1]);
        System.exit(comparison.differences.isEmpty() && comparison.compared > 0 ? 0 : 1);
    }

    private static JsonNode read(ObjectMapper json, String file) throws IOException {
        JsonNode report = json.readTree(new File(file));
        ((ObjectNode) report).remove("made");
        return report;
    }

    private void compare(String where, JsonNode a, JsonNode b) {
        if (a.isObject() && b.isObject()) {
            List<String> names = new ArrayList<>();
            a.fieldNames().forEachRemaining(names::add);
            for (Iterator<String> more = b.fieldNames(); more.hasNext(); ) {
                String name = more.next();
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
            names.forEach(name -> compare(where + "/" + name, a.path(name), b.path(name)));
        } else if (a.isArray() && b.isArray()) {
            for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
                compare(where + "/" + i, a.path(i), b.path(i));
            }
        } else {
            compared++;
            if (!same(a, b)) {
                differences.add(where + ": " + a + " and " + b);
            }
        }
    }

    private static boolean same(JsonNode a, JsonNode b) {
        if (a.isFloatingPointNumber() && b.isFloatingPointNumber()) {
            double difference = Math.abs(a.doubleValue() - b.doubleValue());
            return difference <= TOLERANCE * Math.max(Math.abs(a.doubleValue()), Math.abs(b.doubleValue()));
        }
        return a.equals(b);
    }
}
