package dev.activations.spark.catalyst.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.spark.Sessions;
import org.apache.spark.sql.AnalysisException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A table function of our own in the SQL of every Spark that is supported. */
@Tag("short")
class TableFunctionTest {

    private static String answer(String arguments) {
        return Sessions.row("SELECT * FROM row_count(" + arguments + ")").toString();
    }

    @Test
    void tableIsGivenAsATableAQueryOrAName() {
        Sessions.shared().range(7).createOrReplaceTempView("seven");

        assertThat(answer("TABLE(seven)")).isEqualTo("[7,{}]");
        assertThat(answer("TABLE(SELECT id FROM seven WHERE id > 2)")).isEqualTo("[4,{}]");
        assertThat(answer("'seven'")).isEqualTo("[7,{}]");
        assertThat(answer("data => TABLE(seven)")).isEqualTo("[7,{}]");
    }

    @Test
    void settingsAreConstantsByPositionOrByName() {
        assertThat(answer("TABLE(SELECT 1), 2, 'x'")).isEqualTo("[1,{a=2, b=x}]");
        assertThat(answer("TABLE(SELECT 1), b => 1.5, a => nvl(NULL, true)")).isEqualTo("[1,{a=true, b=1.5}]");
        assertThat(answer("TABLE(SELECT 1), b => map('z', 1, 'y', 2, 'x', 3)")).isEqualTo("[1,{b={z=1, y=2, x=3}}]");
        assertThat(answer("TABLE(SELECT 1), NULL, array('p', 'q')")).isEqualTo("[1,{b=[p, q]}]");
    }

    @Test
    void answerIsJoinedGroupedAndExchangedLikeAnyTable() {
        assertThat(Sessions.row("SELECT sum(n.rows + m.rows) FROM row_count(TABLE(SELECT 1)) n"
                                + " JOIN row_count(TABLE(SELECT explode(array(1, 2)))) m ON n.settings = m.settings"
                                + " GROUP BY n.settings ORDER BY 1")
                        .get(0))
                .isEqualTo(3L);
    }

    @Test
    void whatCannotBeReadIsRefusedInASentence() {
        assertRefused("1", "row_count reads a table, as in row_count(TABLE(data)), or one by its name, 'data'; got");
        assertRefused("TABLE(SELECT 1), rand()", "row_count: a must be a constant, got rand()");
        assertRefused("TABLE(SELECT 1 AS x) PARTITION BY x", "row_count reads its table as a whole");
    }

    private static void assertRefused(String arguments, String sentence) {
        assertThatThrownBy(() -> answer(arguments))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(sentence);
    }
}
