package dev.activations.spark;

import dev.activations.spark.catalyst.catalog.CatalogFunctions;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A Spark catalog that holds the activation functions: with {@code spark.sql.catalog.act} set to this class's name, a query
 * writes {@code act.gelu(x)}, {@code act.leaky_relu(x, 0.2)} or {@code act.softmax(logits)}, also in persistent views, and
 * {@code SHOW FUNCTIONS IN act} lists them.
 *
 * <p>It uses only Spark's public catalog API, for environments where {@link ActivationsExtensions} cannot be used. That API
 * has no named arguments, no descriptions and no constants: parameters are given by position and checked in every row, and
 * a loss of arrays is always one number ({@code reduction} mean or sum). Everything is in the catalog's root namespace.
 */
public final class ActivationsCatalog implements FunctionCatalog {

    private String name = "activations";

    @Override
    public void initialize(String catalog, CaseInsensitiveStringMap options) {
        name = catalog;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Identifier[] listFunctions(String[] namespace) throws NoSuchNamespaceException {
        if (namespace.length > 0) {
            throw new NoSuchNamespaceException(namespace);
        }
        return CatalogFunctions.names().stream()
                .map(function -> Identifier.of(namespace, function))
                .toArray(Identifier[]::new);
    }

    @Override
    public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
        if (identifier.namespace().length > 0) {
            throw new NoSuchFunctionException(identifier);
        }
        return CatalogFunctions.named(identifier.name()).orElseThrow(() -> new NoSuchFunctionException(identifier));
    }
}
