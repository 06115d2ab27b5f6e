package dev.activations.spark;

import dev.activations.spark.catalyst.catalog.ConfiguredPrefix;
import dev.activations.spark.catalyst.catalog.MissingJars;
import dev.activations.spark.catalyst.catalog.SqlFunctions;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import scala.runtime.BoxedUnit;

/**
 * Adds every activation function to the SQL of each new session: {@code SELECT gelu(x), softmax(logits) FROM t}.
 *
 * <p>Spark finds it automatically if this jar is on the class path at start ({@code --jars}, {@code --packages}), because
 * it is listed as a service; {@code spark.sql.extensions=dev.activations.spark.ActivationsExtensions} names it explicitly.
 * Both together do no harm. For a running session, see {@link Activations#registerAll(SparkSession)}.
 *
 * <p>With {@code spark.activations.prefix=act_}, set before the Spark context starts, the names are {@code act_relu} and so
 * on instead, and no function of Spark's is replaced.
 */
public final class ActivationsExtensions implements SparkSessionExtensionsProvider {

    /** The setting for the prefix of every name. */
    public static final String PREFIX = ConfiguredPrefix.SETTING;

    private static final Set<SparkSessionExtensions> EXTENDED =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        if (EXTENDED.add(extensions)) {
            try {
                SqlFunctions.injectInto(extensions, ConfiguredPrefix.get());
            } catch (LinkageError e) {
                MissingJars.tellIn(extensions, e);
            }
        }
        return BoxedUnit.UNIT;
    }
}
