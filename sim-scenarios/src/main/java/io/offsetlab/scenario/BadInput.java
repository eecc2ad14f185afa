package io.offsetlab.scenario;

import java.util.function.ToIntFunction;

/**
 * Something that a person wrote cannot be used. The message is one sentence: where (file, line if known, field), what was found,
 * and what is allowed.
 */
public class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient FieldPath path;
    private final String problem;

    /** @param sentence the whole message */
    public BadInput(String sentence) {
        this(sentence, FieldPath.ROOT, sentence);
    }

    private BadInput(String sentence, FieldPath path, String problem) {
        super(sentence);
        this.path = path;
        this.problem = problem;
    }

    /** A field of something whose file is not known here. */
    static BadInput at(FieldPath path, String problem) {
        return new BadInput(path.isRoot() ? problem : path + ": " + problem, path, problem);
    }

    /** The same with the place in a file. */
    BadInput in(String file, ToIntFunction<FieldPath> lineOf) {
        int line = lineOf.applyAsInt(path);
        String where = file + (line > 0 ? ", line " + line : "") + (path.isRoot() ? "" : ", " + path);
        return new BadInput(where + ": " + problem, path, problem);
    }
}
