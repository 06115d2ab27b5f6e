package dev.activations.spark.catalyst;

/** The table of docs/functions.md that says what works in which way of calling the functions, and which test shows it. */
final class Ways {

    private Ways() {}

    static String table() {
        return """
                ## What works where

                Each cell names the test that shows it; – where the way itself has no such thing.

                | | SQL by extension | SQL by `registerAll` | catalog `act.` | Column API | Spark ML |
                |---|---|---|---|---|---|
                | numbers, float and double | SameBitsTest | RegistrationTest | ActivationsCatalogTest | ColumnFunctionsTest | ActivationTransformerTest |
                | other numbers, as double | TypesTest | as by extension | ActivationsCatalogTest | as SQL | ActivationTransformerTest |
                | arrays | SameBitsTest | RegistrationTest | ActivationsCatalogTest | ColumnFunctionsTest | ActivationTransformerTest |
                | arrays of arrays | NestedArraysTest | as by extension | ActivationsCatalogTest | as SQL | ActivationTransformerTest |
                | Spark ML vectors | VectorsTest | as by extension | ActivationsCatalogTest | as SQL | ActivationTransformerTest |
                | NULL and NULL elements | NullsTest | as by extension | ActivationsCatalogTest | ColumnFunctionsTest | ActivationTransformerTest |
                | derivatives | SameBitsTest | as by extension | ActivationsCatalogTest | ColumnFunctionsTest | – |
                | aliases | DescriptionsTest | as by extension | ActivationsCatalogTest | ColumnFunctionsTest | as in the catalogue |
                | named arguments | ArgumentsTest | RegistrationTest | – | – | in the text of the activation |
                | parameters that vary by row | ArgumentsTest | as by extension | ActivationsCatalogTest | ColumnFunctionsTest | – |
                | words as parameters | TextParametersTest | as by extension | by position | ColumnFunctionsTest | in the text of the activation |
                | wrong arguments refused | ArgumentsTest, TypesTest | as by extension | ActivationsCatalogTest | as SQL | ActivationTransformerTest |
                | DESCRIBE FUNCTION | DescriptionsTest | RegistrationTest | – | – | explainParams: ActivationTransformerTest |
                | SHOW FUNCTIONS | DescriptionsTest | as by extension | ActivationsCatalogTest | – | – |
                | names with a prefix | RegistrationTest | RegistrationTest | the catalog's own name | RegistrationTest | – |
                | whole-stage code | PlansTest | as by extension | without parameters: ActivationsCatalogTest | as SQL | as SQL |
                | persistent views | – | – | ActivationsCatalogTest | – | – |

                """;
    }
}
