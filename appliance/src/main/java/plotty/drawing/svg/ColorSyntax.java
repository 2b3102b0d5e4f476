package plotty.drawing.svg;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads colours as CSS Color 4 writes them: names, hexadecimal, {@code rgb()} and {@code hsl()}. */
final class ColorSyntax {
    private static final Pattern HEX = Pattern.compile("#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})");
    private static final Pattern FUNCTION = Pattern.compile("(rgb|hsl)a?\\(([^()]*)\\)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> NAMED = named();

    private ColorSyntax() {}

    /** The colour as {@code #rrggbb}, its opacity left out; empty if the text is no colour. */
    static Optional<String> hex(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        if (HEX.matcher(name).matches()) {
            return Optional.of(name.length() < 6 ? doubled(name) : name.substring(0, 7));
        }
        Matcher function = FUNCTION.matcher(name);
        if (function.matches()) {
            String[] words = function.group(2).strip().split("[\\s,/]+", -1);
            return words.length < 3 ? Optional.empty() : function.group(1).equals("rgb") ? rgb(words) : hsl(words);
        }
        return Optional.ofNullable(NAMED.get(name));
    }

    /** Whether the text is a colour without any opacity. */
    static boolean transparent(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (name.equals("transparent")) {
            return true;
        }
        if (HEX.matcher(name).matches()) {
            return (name.length() == 5 && name.endsWith("0")) || (name.length() == 9 && name.endsWith("00"));
        }
        Matcher function = FUNCTION.matcher(name);
        if (!function.matches()) {
            return false;
        }
        String[] words = function.group(2).strip().split("[\\s,/]+", -1);
        return words.length == 4
                && Length.parse(words[3]).filter(alpha -> alpha.value() <= 0).isPresent();
    }

    private static String doubled(String shortHex) {
        StringBuilder full = new StringBuilder("#");
        for (int i = 1; i <= 3; i++) {
            full.append(shortHex.charAt(i)).append(shortHex.charAt(i));
        }
        return full.toString();
    }

    private static Optional<String> rgb(String[] words) {
        double[] channels = new double[3];
        for (int i = 0; i < 3; i++) {
            Optional<Length> channel = Length.parse(words[i]);
            if (channel.isEmpty()) {
                return Optional.empty();
            }
            channels[i] = channel.get().px(255, 0) / 255;
        }
        return Optional.of(hex(channels[0], channels[1], channels[2]));
    }

    /** CSS Color 4, 7.1. */
    private static Optional<String> hsl(String[] words) {
        NumberScanner degrees = new NumberScanner(words[0]);
        double hue = degrees.number();
        Optional<Length> saturation = Length.parse(words[1]);
        Optional<Length> lightness = Length.parse(words[2]);
        if (!Double.isFinite(hue) || saturation.isEmpty() || lightness.isEmpty()) {
            return Optional.empty();
        }
        double s = Math.clamp(saturation.get().value() / 100, 0, 1);
        double l = Math.clamp(lightness.get().value() / 100, 0, 1);
        return Optional.of(hex(hslChannel(0, hue, s, l), hslChannel(8, hue, s, l), hslChannel(4, hue, s, l)));
    }

    private static double hslChannel(int n, double hue, double s, double l) {
        double k = ((n + hue / 30) % 12 + 12) % 12;
        return l - s * Math.min(l, 1 - l) * Math.clamp(Math.min(k - 3, 9 - k), -1, 1);
    }

    private static String hex(double red, double green, double blue) {
        return Words.format("#%02x%02x%02x", channel(red), channel(green), channel(blue));
    }

    private static int channel(double share) {
        return (int) Math.round(Math.clamp(share, 0, 1) * 255);
    }

    private static Map<String, String> named() {
        Map<String, String> colors = new HashMap<>();
        String[] words = NAMES.strip().split("\\s+", -1);
        for (int i = 0; i + 1 < words.length; i += 2) {
            colors.put(words[i], "#" + words[i + 1]);
        }
        return Map.copyOf(colors);
    }

    private static final String NAMES = """
            aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc
            bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a
            burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50
            cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b
            darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9
            darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc
            darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f
            darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff
            dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0
            forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700
            goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0
            hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa
            lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080
            lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90
            lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa
            lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0
            lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa
            mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371
            mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585
            midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead
            navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500
            orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093
            papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6
            purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1
            saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee
            sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090
            snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8
            tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5
            yellow ffff00 yellowgreen 9acd32
            """;
}
