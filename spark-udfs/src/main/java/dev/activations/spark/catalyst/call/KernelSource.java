package dev.activations.spark.catalyst.call;

import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.Loss;
import dev.activations.functions.kernel.Reduction;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.ObjectType;

/** Where an expression takes its kernel from. */
public sealed interface KernelSource extends Serializable {

    /**
     * The kernel as an expression over the arguments of the call.
     *
     * @param kernelClass what the kernel is, whatever the function
     */
    Expression expression(Class<? extends Kernel> kernelClass, List<Expression> arguments);

    /** Whether the kernel is a loss that is not reduced: it gives one number for each element. */
    default boolean keepsElements() {
        return false;
    }

    /** All parameters are constants. */
    record Constant(Kernel kernel) implements KernelSource {
        @Override
        public Expression expression(Class<? extends Kernel> kernelClass, List<Expression> arguments) {
            return new Literal(kernel, new ObjectType(kernel.getClass()));
        }

        @Override
        public boolean keepsElements() {
            return kernel instanceof Loss loss && loss.reduction() == Reduction.NONE;
        }
    }

    /** A parameter is a constant NULL, so there is no kernel and every result is NULL. */
    record None() implements KernelSource {
        @Override
        public Expression expression(Class<? extends Kernel> kernelClass, List<Expression> arguments) {
            return new Literal(null, new ObjectType(kernelClass));
        }
    }

    /**
     * A parameter varies from row to row.
     *
     * @param parameters makes the kernel
     * @param positions where among the arguments the varying parameters are, as {@code parameters} wants them
     */
    record PerRow(RowParameters parameters, List<Integer> positions) implements KernelSource {
        @Override
        public Expression expression(Class<? extends Kernel> kernelClass, List<Expression> arguments) {
            List<Expression> varying = positions.stream().map(arguments::get).toList();
            return ObjectCall.of(parameters, "kernel", new ObjectType(kernelClass), false, varying);
        }
    }
}
