package dev.activations.jobs.log.layout;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/** What types of columns are, as far as layouts ask. */
final class Types {

    static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);

    private Types() {}

    static boolean isInteger(DataType type) {
        return type instanceof LongType
                || type instanceof IntegerType
                || type instanceof ShortType
                || type instanceof ByteType;
    }

    /** A number or the text of one. */
    static boolean isNumber(DataType type) {
        return type instanceof NumericType || type instanceof StringType;
    }

    static boolean isFraction(DataType type) {
        return type instanceof FloatType || type instanceof DoubleType;
    }

    /** An array of numbers, of any depth. */
    static boolean isNumbers(DataType type) {
        return type instanceof ArrayType && isNumber(innermost(type));
    }

    /** An array of arrays. */
    static boolean isNested(DataType type) {
        return type instanceof ArrayType array && array.elementType() instanceof ArrayType;
    }

    /** What the arrays of a type hold, all the way down. */
    static DataType innermost(DataType type) {
        DataType element = type;
        while (element instanceof ArrayType array) {
            element = array.elementType();
        }
        return element;
    }

    static boolean isBoolean(DataType type) {
        return type instanceof BooleanType;
    }

    /** A vector of Spark ML, or the struct that it consists of: type, size, indices and values. */
    static boolean isVector(DataType type) {
        DataType inside = type instanceof UserDefinedType<?> vector ? vector.sqlType() : type;
        return inside instanceof StructType struct
                && String.join(",", struct.fieldNames()).equals("type,size,indices,values");
    }

    /** Anything that holds the values of one sample at one layer. */
    static boolean isValues(DataType type) {
        return isNumbers(type) || isVector(type);
    }
}
