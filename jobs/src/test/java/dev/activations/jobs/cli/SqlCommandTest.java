package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlCommandTest {

    private static final String EVERY_KIND =
            """
            SELECT id, CAST('NaN' AS DOUBLE) AS nan, 0.1F AS float, 0.1D + 0.2D AS double, array(1F, -0.5F, NULL) AS a,
              CAST(NULL AS INT) AS none, '' AS empty, 'say "no", twice\\nhere' AS text, -double('Infinity') AS double
            FROM range(2)""";

    @Test
    void tableIsAlignedAndNumbersStandAtTheRight() {
        CommandRun run =
                CommandRun.of("sql", "SELECT 10 * id AS ten, concat('x', id) AS name FROM range(2) ORDER BY id");

        assertThat(run.out())
                .isEqualTo(
                        """
                        ten  name
                        ---  ----
                          0  x0
                         10  x1
                        """);
        assertThat(run.status()).isZero();
        assertThat(run.errors()).isEmpty();
    }

    @Test
    void cellOfSeveralLinesTakesSeveralLines() {
        assertThat(CommandRun.of("sql", "SELECT 'a\\nb' AS x, NULL AS y").out())
                .isEqualTo(
                        """
                        x  y
                        -  ----
                        a  NULL
                        b
                        """);
    }

    @Test
    void jsonIsOneObjectPerLineAtFullPrecisionWithNulls() {
        String rest =
                "\"nan\":\"NaN\",\"float\":0.1,\"double\":0.30000000000000004,\"a\":[1.0,-0.5,null],\"none\":null,"
                        + "\"empty\":\"\",\"text\":\"say \\\"no\\\", twice\\nhere\",\"double\":\"-Infinity\"}\n";

        assertThat(CommandRun.of("sql", "--format", "json", EVERY_KIND).out())
                .isEqualTo("{\"id\":0," + rest + "{\"id\":1," + rest);
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        String rest =
                ",NaN,0.1,0.30000000000000004,\"[1.0,-0.5,null]\",,\"\",\"say \"\"no\"\", twice\nhere\",-Infinity\n";

        assertThat(CommandRun.of("sql", "--format=csv", EVERY_KIND).out())
                .isEqualTo("id,nan,float,double,a,none,empty,text,double\n0" + rest + "1" + rest);
    }

    @ParameterizedTest
    @CsvSource({"table", "csv", "json"})
    void statementWithoutRowsPrintsNothing(String format) {
        CommandRun run = CommandRun.of("sql", "--format", format, "CREATE OR REPLACE TEMP VIEW v AS SELECT 1");

        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELEC 1                                     | Syntax error at or near 'SELEC' (line 1, pos 0)
                    SELECT relo(1)                              | relo
                    SELECT y FROM range(3)                      | name `y` cannot be resolved
                    SELECT raise_error('no luck')               | no luck
                    SELECT 1 / (id - 1) FROM range(3)           | Division by zero
                    SELECT * FROM parquet.`/proc/nowhere`       | /proc/nowhere
                    """)
    void errorIsOneSentence(String query, String part) {
        for (String format : new String[] {"table", "csv", "json"}) {
            CommandRun run = CommandRun.of("sql", "--format", format, query);

            assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
            assertThat(run.errors()).startsWith("activations: ").contains(part).doesNotContain("SQLSTATE", "\tat ");
            assertThat(run.errors().lines()).hasSize(1);
        }
    }

    @Test
    void missingQueryIsAUsageError() {
        CommandRun run = CommandRun.of("sql");

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.sentence()).isEqualTo("activations: Missing required parameter: 'QUERY'");
    }
}
