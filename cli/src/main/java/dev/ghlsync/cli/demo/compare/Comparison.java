package dev.ghlsync.cli.demo.compare;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param compared contacts that exist on both sides and were compared field by field
 * @param inactive contacts that are deleted in GoHighLevel and inactive with us
 * @param archived contacts that are archived with us and still in GoHighLevel
 * @param unseen fields that no contact had a value for, with the side, such as {@code timezone in GoHighLevel}
 * @param pending fields on their way to GoHighLevel
 * @param held fields GoHighLevel refused, as the product reports them
 * @param notWritable fields GoHighLevel cannot be given, as the product reports them
 */
public record Comparison(
        int compared,
        int inactive,
        int archived,
        List<Difference> differences,
        List<String> unseen,
        int pending,
        int held,
        int notWritable) {

    public Comparison {
        differences = List.copyOf(differences);
        unseen = List.copyOf(unseen);
    }
}
