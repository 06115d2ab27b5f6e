package dev.activations.jobs.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One page of HTML put together from the resources in {@code html/}, so that it needs nothing else to be opened. */
public final class Page {

    /** Where something is put: a resource by its file's name, filled itself if it is HTML, or a text by its own. */
    private static final Pattern PLACE = Pattern.compile("@@([a-z.]+)@@");

    private Page() {}

    /** @param texts what is put where, beside the resources */
    public static String of(String template, Map<String, String> texts) {
        Matcher places = PLACE.matcher(resource(template));
        StringBuilder page = new StringBuilder();
        while (places.find()) {
            places.appendReplacement(page, "");
            page.append(at(places.group(1), texts));
        }
        return places.appendTail(page).toString();
    }

    private static String at(String place, Map<String, String> texts) {
        if (texts.containsKey(place)) {
            return texts.get(place);
        }
        return place.endsWith(".html") ? of(place, texts) : resource(place);
    }

    /** JSON that cannot end the element it stands in, whatever a name in it looks like. */
    public static String island(String json) {
        return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
    }

    static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream("html/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks html/" + name + "; build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
