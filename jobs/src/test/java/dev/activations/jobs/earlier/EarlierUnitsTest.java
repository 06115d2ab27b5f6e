package dev.activations.jobs.earlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.jobs.Sessions;
import dev.activations.jobs.gates.baseline.LayerSnapshot;
import dev.activations.jobs.gates.baseline.Place;
import dev.activations.jobs.gates.baseline.UnitSets;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.rules.LayerVerdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of units that are written here by a query, so that what is in them is known. */
class EarlierUnitsTest {

    private static final int MILLION = 1_000_000;

    @TempDir
    private Path folder;

    /** Every seventh unit is dead, and the one after it undecided; at an earlier step all are dead. */
    private String table(int units) {
        String name = folder.resolve("units-" + units).toString();
        Sessions.shared()
                .range(units)
                .selectExpr(
                        "CAST(NULL AS STRING) AS run",
                        "'fc' AS layer",
                        "CAST(id AS INT) AS unit",
                        "explode(array(0L, 5L)) AS step")
                .withColumn(
                        "verdict",
                        functions.expr("CASE WHEN step = 0 OR unit % 7 = 0 THEN 'DEAD'"
                                + " WHEN unit % 7 = 1 THEN 'INSUFFICIENT_DATA' ELSE 'ALIVE' END"))
                .write()
                .parquet(name);
        return name;
    }

    private static LayerSnapshot layer(String name, int units) {
        return new LayerSnapshot(Place.of("", name), "relu", units, LayerVerdict.OK, 5, Map.of(), Optional.empty(), "");
    }

    private static List<LayerSnapshot> with(String table, LayerSnapshot... layers) {
        return new EarlierUnits(Sessions.shared(), "monday", table).addedTo(List.of(layers));
    }

    /** The bounds between Spark's bitmaps are crossed thirty times. */
    @Test
    void unitsOfAWideLayerComeInABitEach() {
        UnitSets sets =
                with(table(MILLION), layer("fc", MILLION)).get(0).unitSets().orElseThrow();

        assertThat(sets.dead().cardinality()).isEqualTo((MILLION + 6) / 7);
        assertThat(sets.dead().stream()).allMatch(unit -> unit % 7 == 0);
        assertThat(sets.undecided().cardinality()).isEqualTo((MILLION + 5) / 7);
        assertThat(sets.undecided().stream()).allMatch(unit -> unit % 7 == 1);
        assertThat(sets.dead().size() + sets.undecided().size()).isLessThan(5 * MILLION);
    }

    @Test
    void layerThatTheTableDoesNotHaveWholeHasNoUnits() {
        List<LayerSnapshot> layers = with(table(10), layer("fc", 12), layer("other", 10));

        assertThat(layers)
                .extracting(LayerSnapshot::noUnits)
                .containsExactly(
                        "the baseline's table of units has 10 rows for its 12 units",
                        "the baseline's table of units has 0 rows for its 10 units");
    }

    @Test
    void tableThatIsNoneIsNamed() {
        Sessions.shared().range(3).write().parquet(folder.resolve("numbers").toString());

        for (String name : List.of("numbers", "nothing")) {
            assertThatThrownBy(() -> with(folder.resolve(name).toString(), layer("fc", 3)))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("baseline monday: its table of units cannot be read: ")
                    .hasMessageNotContaining("\n");
        }
    }
}
