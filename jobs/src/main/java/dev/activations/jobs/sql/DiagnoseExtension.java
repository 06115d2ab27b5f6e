package dev.activations.jobs.sql;

import dev.activations.spark.catalyst.catalog.ConfiguredPrefix;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import scala.runtime.BoxedUnit;

/**
 * Adds the table function {@code diagnose} to the SQL of each new session, with the same prefix as the activation functions
 * where {@code spark.activations.prefix} sets one.
 *
 * <p>Spark finds it by itself when this jar is on the class path at start ({@code --jars}), because it is listed as a
 * service; {@code spark.sql.extensions=dev.activations.jobs.sql.DiagnoseExtension} says the same in words. Both together do
 * no harm.
 */
public final class DiagnoseExtension implements SparkSessionExtensionsProvider {

    private static final Set<SparkSessionExtensions> EXTENDED =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        if (EXTENDED.add(extensions)) {
            DiagnoseFunction.named(ConfiguredPrefix.get() + "diagnose").injectInto(extensions);
        }
        return BoxedUnit.UNIT;
    }
}
