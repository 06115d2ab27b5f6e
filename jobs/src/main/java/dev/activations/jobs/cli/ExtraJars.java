package dev.activations.jobs.cli;

import dev.activations.jobs.model.InputException;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.util.DependencyUtils;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Jars of Spark sources that come with neither Spark nor this project, such as Delta's: as {@code spark-submit} takes them,
 * by file or by Maven coordinates, and before Spark is started.
 */
final class ExtraJars {

    private static final String JARS = "spark.jars";
    private static final String EXTENSIONS = "spark.sql.extensions";
    private static final String CATALOG = "spark.sql.catalog.spark_catalog";
    private static final String DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
    private static final String DELTA_CATALOG = "org.apache.spark.sql.delta.catalog.DeltaCatalog";

    private ExtraJars() {}

    /**
     * Puts jars on the driver's class path and the executors', and says to Spark what Delta needs to be said.
     *
     * @param jars files, separated by commas; null for none
     * @param packages Maven coordinates, separated by commas; null for none
     * @throws InputException if there is no such file, or the coordinates cannot be had
     */
    static void add(SparkConf conf, String jars, String packages) {
        List<String> all = new ArrayList<>();
        if (jars != null) {
            all.addAll(Arrays.asList(jars.split(",")));
        }
        if (packages != null) {
            all.addAll(resolved(packages, conf));
        }
        if (!all.isEmpty()) {
            URL[] urls = all.stream().map(ExtraJars::url).toArray(URL[]::new);
            Thread current = Thread.currentThread();
            current.setContextClassLoader(new URLClassLoader(urls, current.getContextClassLoader()));
            String before = conf.get(JARS, "");
            conf.set(JARS, (before.isEmpty() ? "" : before + ",") + String.join(",", all));
        }
        if (isThere(DELTA_EXTENSION)) {
            conf.setIfMissing(EXTENSIONS, DELTA_EXTENSION).setIfMissing(CATALOG, DELTA_CATALOG);
        }
    }

    private static List<String> resolved(String packages, SparkConf conf) {
        try {
            return CollectionConverters.asJava(DependencyUtils.resolveMavenDependencies(
                    true,
                    conf.get("spark.jars.excludes", ""),
                    packages,
                    conf.get("spark.jars.repositories", ""),
                    conf.get("spark.jars.ivy", null),
                    Option.apply(conf.get("spark.jars.ivySettings", null))));
        } catch (RuntimeException e) {
            String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InputException("--packages %s cannot be downloaded: %s".formatted(packages, what), e);
        }
    }

    private static URL url(String jar) {
        try {
            if (jar.contains("://") || jar.startsWith("file:")) {
                return URI.create(jar).toURL();
            }
            File file = new File(jar);
            if (!file.isFile()) {
                throw new InputException("--jars %s: there is no such file".formatted(jar));
            }
            return file.toURI().toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new InputException("--jars %s: it is neither a file nor a URL that can be read".formatted(jar), e);
        }
    }

    private static boolean isThere(String className) {
        try {
            Class.forName(className, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
