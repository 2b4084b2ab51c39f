package dev.postern.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody asked {@code token} for.
 *
 * @param subject whose token it is
 * @param scopes what it is good for
 * @param claims further ones, as JSON has them
 * @param lifetime from now
 * @param settings flags that are not ours, for Spring
 */
public record TokenOptions(
        String subject,
        List<String> scopes,
        Map<String, @Nullable Object> claims,
        Duration lifetime,
        List<String> settings) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public TokenOptions {
        scopes = List.copyOf(scopes);
        settings = List.copyOf(settings);
    }

    /**
     * The options behind these words.
     *
     * @throws OptionException for a value that is missing or is none
     */
    static TokenOptions parse(List<String> words) {
        var options = new OptionWords("token", words);
        @Nullable String subject = null;
        var scopes = new ArrayList<String>();
        var claims = new LinkedHashMap<String, @Nullable Object>();
        var lifetime = HOUR;
        var settings = new ArrayList<String>();
        while (options.hasNext()) {
            switch (options.name()) {
                case "--sub" -> subject = options.value();
                case "--scope" ->
                    scopes.addAll(Arrays.asList(SPACES.split(options.value().strip())));
                case "--claim" -> claim(claims, options.value());
                case "--expires" -> lifetime = duration(options.value());
                default -> settings.add(options.setting());
            }
        }
        if (subject == null || subject.isBlank()) {
            throw new OptionException("token needs --sub, which says whose it is. Try 'token --help'.");
        }
        return new TokenOptions(subject, scopes, claims, lifetime, settings);
    }

    /** What is JSON is taken for that, and everything else for text. */
    private static void claim(Map<String, @Nullable Object> claims, String text) {
        var parts = text.split("=", 2);
        if (parts.length < 2 || parts[0].isBlank()) {
            throw new OptionException(
                    "--claim is '" + text + "': name=value is expected, the value as JSON or as text.");
        }
        try {
            claims.put(parts[0], JSON.readValue(parts[1], Object.class));
        } catch (JacksonException plain) {
            claims.put(parts[0], parts[1]);
        }
    }

    private static Duration duration(String text) {
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException none) {
            throw new OptionException("--expires is '" + text + "': a time such as 30m or 8h is expected.");
        }
    }
}
