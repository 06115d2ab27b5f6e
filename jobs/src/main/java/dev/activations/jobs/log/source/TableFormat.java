package dev.activations.jobs.log.source;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A table's folder that only its own Spark source reads: no file in it is a log, whatever it is called or begins with. */
interface TableFormat extends LogFormat {

    @Override
    default boolean hasName(String fileName) {
        return false;
    }

    @Override
    default boolean hasStart(byte[] start) {
        return false;
    }

    @Override
    default FileFacts examine(Path file, Configuration hadoop) {
        return FileFacts.usual(-1, false);
    }
}
