package dev.activations.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.apache.arrow.vector.types.pojo.Field;

/** What all list types have in common: a vector of values behind their rows. */
final class Lists {

    private Lists() {}

    static boolean isList(Field field) {
        ArrowTypeID id = field.getType().getTypeID();
        return id == ArrowTypeID.List
                || id == ArrowTypeID.LargeList
                || id == ArrowTypeID.FixedSizeList
                || id == ArrowTypeID.ListView
                || id == ArrowTypeID.LargeListView;
    }

    /** The vector of all values of a list vector. */
    static FieldVector values(FieldVector list) {
        return list.getChildrenFromFields().get(0);
    }

    /** The length of every row of a FixedSizeList, also behind an extension type such as a registered tensor. */
    static int fixedSize(Field field) {
        ArrowType type = field.getType();
        ArrowType storage = type instanceof ArrowType.ExtensionType extension ? extension.storageType() : type;
        return ((ArrowType.FixedSizeList) storage).getListSize();
    }

    /** A type as people write it: {@code List<Int(32, true)>}. */
    static String describe(Field field) {
        String type = field.getType().toString();
        return isList(field) ? type + "<" + describe(field.getChildren().get(0)) + ">" : type;
    }
}
