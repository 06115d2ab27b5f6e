package dev.activations.spark;

import dev.activations.spark.catalyst.SqlFunctions;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import scala.runtime.BoxedUnit;

/**
 * Adds every activation function to the SQL of each new session: {@code SELECT gelu(x), softmax(logits) FROM t}.
 *
 * <p>Spark finds it by itself when this jar is on the class path at start ({@code --jars}, {@code --packages}), because
 * it is listed as a service; {@code spark.sql.extensions=dev.activations.spark.ActivationsExtensions} says the same in
 * words. Both together do no harm. For a session that runs already, see {@link Activations#registerAll}.
 */
public final class ActivationsExtensions implements SparkSessionExtensionsProvider {

    private static final Set<SparkSessionExtensions> EXTENDED =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        if (EXTENDED.add(extensions)) {
            SqlFunctions.injectInto(extensions);
        }
        return BoxedUnit.UNIT;
    }
}
