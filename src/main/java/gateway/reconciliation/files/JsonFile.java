package gateway.reconciliation.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** An array of rows somewhere in one JSON document, one row in memory at a time. */
final class JsonFile implements DayFile {

    private static final int DEEPEST = 16;
    private static final int LONGEST = 4_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(128)
                            .maxNumberLength(40)
                            .maxStringLength(LONGEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final Profile profile;
    private final RowReader rows;
    private final JsonParser json;
    private final Set<String> wanted = new HashSet<>();
    private final Queue<FileLine> waiting = new ArrayDeque<>(2);
    private long line = 1;
    private long count;
    private boolean ended;

    JsonFile(Profile profile, InputStream bytes) throws FileRefused {
        this.profile = profile;
        this.rows = new RowReader(profile);
        profile.columns().values().forEach(wanted::addAll);
        try {
            this.json = JSON.createParser(bytes);
        } catch (JacksonException e) {
            throw new FileRefused(1, "is no JSON");
        }
        toRows();
    }

    @Override
    public FileHead head() {
        return FileHead.NONE;
    }

    private void toRows() throws FileRefused {
        token();
        for (var member : profile.rows()) {
            expect(JsonToken.START_OBJECT);
            while (token() != JsonToken.END_OBJECT && !member.equals(json.currentName())) {
                token();
                skip();
            }
            if (json.currentToken() == JsonToken.END_OBJECT) {
                throw refused("ends without " + member);
            }
            token();
        }
        expect(JsonToken.START_ARRAY);
    }

    @Override
    public @Nullable FileLine next() throws FileRefused {
        while (waiting.isEmpty() && !ended) {
            read();
        }
        return waiting.poll();
    }

    private void read() throws FileRefused {
        if (token() == JsonToken.END_ARRAY) {
            rest();
            return;
        }
        expect(JsonToken.START_OBJECT);
        if (++count > MOST_LINES) {
            throw refused("is more than a file may have");
        }
        long first = line;
        var members = new HashMap<String, String>();
        while (token() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            var value = token();
            if (wanted.contains(name)) {
                member(members, name, value);
            } else {
                skip();
            }
        }
        waiting.addAll(rows.lines(new JsonRow(first, count, members), null));
    }

    private void member(Map<String, String> members, String name, JsonToken value) throws FileRefused {
        switch (value) {
            case VALUE_STRING, VALUE_NUMBER_INT -> {
                var text = text();
                if (!text.isEmpty()) {
                    members.put(name, text);
                }
            }
            case VALUE_NULL -> {}
            case VALUE_NUMBER_FLOAT -> throw refused("has a binary fraction in " + name);
            default -> throw refused("has something in " + name + " that is neither text nor a whole number");
        }
    }

    /** What follows the rows must end as a document does: one that was cut off does not. */
    private void rest() throws FileRefused {
        try {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isStructStart()) {
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw refused("is no JSON, or the file is cut off");
        }
        ended = true;
    }

    private void skip() throws FileRefused {
        try {
            json.skipChildren();
        } catch (JacksonException e) {
            throw refused("is no JSON, or the file is cut off");
        }
    }

    private String text() throws FileRefused {
        try {
            return json.getString();
        } catch (JacksonException e) {
            throw refused("is no JSON, or the file is cut off");
        }
    }

    private JsonToken token() throws FileRefused {
        try {
            var token = json.nextToken();
            line = json.currentTokenLocation().getLineNr();
            if (token == null) {
                throw refused("ends before the rows do: it is cut off");
            }
            return token;
        } catch (JacksonException e) {
            line = e.getLocation() == null ? line : e.getLocation().getLineNr();
            throw refused("is no JSON, or the file is cut off");
        }
    }

    private void expect(JsonToken wanted) throws FileRefused {
        if (json.currentToken() != wanted) {
            throw refused("has something else than the profile says");
        }
    }

    private FileRefused refused(String reason) {
        return new FileRefused(line, reason);
    }

    @Override
    public void close() throws IOException {
        try {
            json.close();
        } catch (JacksonException e) {
            throw new IOException(e);
        }
    }

    /** One object by its members. */
    private record JsonRow(long line, long number, Map<String, String> members) implements RowReader.Row {

        @Override
        public @Nullable String text(String column) {
            return members.get(column);
        }
    }
}
