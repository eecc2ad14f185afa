package io.offsetlab.scenario;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.offsetlab.policy.Policy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * One run as a text that fits into a log: the whole world and policy, the seed, the engine's version and the digest that is to come
 * out. Unlike a {@link SeedLine} it does not depend on the generator or on any file.
 *
 * @param digest {@link io.offsetlab.trace.Digest#text()} of the run
 */
public record ScenarioToken(Scenario scenario, Policy policy, long seed, int engineVersion, String digest) {
    private static final BaseEncoding WORD = BaseEncoding.base64Url().omitPadding();
    private static final String PREFIX = "ol1:";
    private static final int CHECKSUM_BYTES = 4;

    /** Whether a text claims to be a token, rather than the name of a file. */
    public static boolean isToken(String text) {
        return text.strip().matches("ol[0-9]+:.*");
    }

    /** The token as one word. */
    public String text() {
        byte[] json = NodeWriter.json(node()).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(checksum(json));
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            deflate.write(json);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return PREFIX + WORD.encode(bytes.toByteArray());
    }

    private Node node() {
        Map<String, Node> map = new LinkedHashMap<>();
        map.put("engine", Node.Scalar.number(engineVersion));
        map.put("seed", Node.Scalar.text(Long.toString(seed)));
        map.put("digest", Node.Scalar.text(digest));
        map.put("scenario", ScenarioWriter.node(scenario));
        map.put("policy", PolicyText.write(policy));
        return new Node.Fields(0, map);
    }

    /** @throws BadInput if the text is no token, is damaged, or has a format that this build does not know */
    public static ScenarioToken parse(String text) {
        String token = text.strip();
        if (!isToken(token)) {
            throw new BadInput("token: found " + Quote.of(token) + ", allowed is a text that starts with " + PREFIX);
        }
        if (!token.startsWith(PREFIX)) {
            throw new BadInput("token: found the format " + token.substring(0, token.indexOf(':') + 1)
                    + ", this build reads " + PREFIX);
        }
        String json = json(token.substring(PREFIX.length()));
        return read(new Cursor(NodeParser.parse("token", json), FieldPath.ROOT));
    }

    private static ScenarioToken read(Cursor top) {
        top.withFields("engine", "seed", "digest", "scenario", "policy");
        return new ScenarioToken(
                ScenarioText.node(
                        "scenario of the token",
                        top.need("scenario", "allowed is a scenario").node()),
                PolicyText.node(
                        "policy of the token",
                        top.need("policy", "allowed is a policy").node()),
                top.need("seed", "allowed is a number").number(Long.MIN_VALUE, Long.MAX_VALUE),
                (int) top.need("engine", "allowed is a number").number(0, Integer.MAX_VALUE),
                top.need("digest", "allowed is a text").text("allowed is a text"));
    }

    private static String json(String body) {
        try {
            byte[] bytes = WORD.decode(body);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte[] sum = new byte[CHECKSUM_BYTES];
            buffer.get(sum);
            byte[] json = inflate(bytes);
            if (!ByteBuffer.wrap(sum).equals(ByteBuffer.wrap(checksum(json)))) {
                throw damaged();
            }
            return new String(json, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | BufferUnderflowException | IOException e) {
            throw damaged();
        }
    }

    private static byte[] inflate(byte[] bytes) throws IOException {
        int length = bytes.length - CHECKSUM_BYTES;
        try (InflaterInputStream in =
                new InflaterInputStream(new ByteArrayInputStream(bytes, CHECKSUM_BYTES, length))) {
            byte[] json = in.readNBytes(Limits.TOKEN_BYTES + 1);
            if (json.length > Limits.TOKEN_BYTES) {
                throw new BadInput(
                        "token: it unpacks to more than " + Limits.TOKEN_BYTES + " bytes, which is the limit");
            }
            return json;
        }
    }

    private static BadInput damaged() {
        return new BadInput("token: its checksum does not match, it is damaged or incomplete; copy it as a whole");
    }

    private static byte[] checksum(byte[] json) {
        return Hashing.crc32c().hashBytes(json).asBytes();
    }
}
