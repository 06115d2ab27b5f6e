package dev.activations.tensors.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.sources.And;
import org.apache.spark.sql.sources.EqualNullSafe;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.apache.spark.sql.sources.Not;
import org.apache.spark.sql.sources.Or;
import org.apache.spark.sql.sources.StringContains;
import org.apache.spark.sql.sources.StringEndsWith;
import org.apache.spark.sql.sources.StringStartsWith;

/**
 * What a query's filters tell of the tensors and slices that it needs, so that others are not read. Spark filters again,
 * so keeping too much is no harm.
 */
final class PushedFilters implements Serializable {

    private static final long serialVersionUID = 1;

    private final List<Filter> filters;

    PushedFilters(List<Filter> filters) {
        this.filters = filters;
    }

    /** Whether a row of a tensor of this name can pass. */
    boolean mayPass(String tensor) {
        return filters.stream().noneMatch(filter -> Boolean.FALSE.equals(passes(filter, tensor)));
    }

    /** True, false, or null where the name does not tell. */
    private static Boolean passes(Filter filter, String tensor) {
        if (filter instanceof And and) {
            Boolean left = passes(and.left(), tensor);
            Boolean right = passes(and.right(), tensor);
            return isFalse(left) || isFalse(right) ? Boolean.FALSE : left == null || right == null ? null : true;
        } else if (filter instanceof Or or) {
            Boolean left = passes(or.left(), tensor);
            Boolean right = passes(or.right(), tensor);
            return isTrue(left) || isTrue(right) ? Boolean.TRUE : left == null || right == null ? null : false;
        } else if (filter instanceof Not not) {
            Boolean inner = passes(not.child(), tensor);
            return inner == null ? null : !inner;
        }
        String[] columns = filter.references();
        boolean aboutTensor = columns.length == 1 && columns[0].equalsIgnoreCase(TensorColumn.TENSOR.toString());
        return aboutTensor ? compare(filter, tensor) : null;
    }

    private static Boolean compare(Filter filter, String tensor) {
        if (filter instanceof EqualTo equal) {
            return tensor.equals(equal.value());
        } else if (filter instanceof EqualNullSafe equal) {
            return tensor.equals(equal.value());
        } else if (filter instanceof In in) {
            return Arrays.asList(in.values()).contains(tensor);
        } else if (filter instanceof StringStartsWith starts) {
            return tensor.startsWith(starts.value());
        } else if (filter instanceof StringEndsWith ends) {
            return tensor.endsWith(ends.value());
        } else if (filter instanceof StringContains contains) {
            return tensor.contains(contains.value());
        }
        return null;
    }

    private static boolean isTrue(Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    private static boolean isFalse(Boolean value) {
        return Boolean.FALSE.equals(value);
    }

    /** The first index whose row can pass. */
    long firstIndex() {
        long first = 0;
        for (Filter filter : filters) {
            if (filter instanceof EqualTo equal && isIndex(equal.attribute())) {
                first = Math.max(first, number(equal.value()));
            } else if (filter instanceof GreaterThan greater && isIndex(greater.attribute())) {
                first = Math.max(first, Math.max(number(greater.value()), -1) + 1);
            } else if (filter instanceof GreaterThanOrEqual greater && isIndex(greater.attribute())) {
                first = Math.max(first, number(greater.value()));
            }
        }
        return first;
    }

    /** The index behind the last one whose row can pass. */
    long endIndex() {
        long end = Long.MAX_VALUE;
        for (Filter filter : filters) {
            if (filter instanceof EqualTo equal && isIndex(equal.attribute())) {
                end = Math.min(end, behind(number(equal.value())));
            } else if (filter instanceof LessThan less && isIndex(less.attribute())) {
                end = Math.min(end, number(less.value()));
            } else if (filter instanceof LessThanOrEqual less && isIndex(less.attribute())) {
                end = Math.min(end, behind(number(less.value())));
            }
        }
        return end;
    }

    private static boolean isIndex(String attribute) {
        return attribute.equalsIgnoreCase(TensorColumn.INDEX.toString());
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static long behind(long index) {
        return index == Long.MAX_VALUE ? index : index + 1;
    }
}
