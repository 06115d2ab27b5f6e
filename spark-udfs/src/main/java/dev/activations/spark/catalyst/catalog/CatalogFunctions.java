package dev.activations.spark.catalyst.catalog;

import dev.activations.spark.catalyst.call.SqlFunction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;

/** The functions of SQL for a {@code FunctionCatalog}. */
public final class CatalogFunctions {

    private CatalogFunctions() {}

    /** All names, aliases and derivatives included. */
    public static List<String> names() {
        return SqlFunctions.all().stream().map(SqlFunction::name).toList();
    }

    /** The function of this name, in any case. */
    public static Optional<UnboundFunction> named(String name) {
        return SqlFunctions.all().stream()
                .filter(function -> function.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(CatalogFunction::new);
    }
}
