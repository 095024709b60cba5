"""Say below which log-odds of the cross-encoder a sentence and a claim are not the same, and from
which on they are, though the rules find a denial in a frame or there are none, by sentences about
claims that it has not seen."""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError
from sklearn.metrics import roc_auc_score

from index.features import Floats
from index.framed import told_within
from index.judge import ReadsPairs
from index.stance import DOUBTED, PREFIX, Reading, Rules, Stance
from scripts.evaluation.commands.paths import FILE, NEW_FILE
from scripts.training.stances import held_out, read_sayings, rules_of
from scripts.training.telling import told
from service.config import Settings
from service.engine import open_encoder_of

_ROOT = Path(__file__).resolve().parent.parent
_PAIRS = _ROOT / "scripts" / "training" / "stances.tsv"
_STANCES = ("affirms", "denies", "beside")
_SHIPPED = _ROOT / "index" / "calibrations"


@click.command(help=__doc__)
@click.option("--pairs", type=FILE, default=_PAIRS)
@click.option("--keep", type=click.FloatRange(0, 1), default=0.88, show_default=True,
              help="Of unseen affirmations in which `relate` finds no difference.")  # fmt: skip
@click.option("--wrong", type=click.FloatRange(0, 1), default=0.03, show_default=True,
              help="Of what does not affirm its claim and is certain to: no rules.")  # fmt: skip
@click.option("--misled", type=click.FloatRange(0, 1), default=0.05, show_default=True,
              help="Of what does not affirm its claim and is framed by a negation.")  # fmt: skip
@click.option("--told", type=click.FloatRange(0, 1), default=0.89, show_default=True,
              help="Of unseen affirmations that say more around the claim.")  # fmt: skip
@click.option("--out", type=NEW_FILE, help="Default: into the package.")
@told
def main(
    pairs: Path, keep: float, wrong: float, misled: float, told: float, out: Path | None
) -> None:
    """The command line."""
    encoder = open_encoder_of(Settings.load())
    if not isinstance(encoder, ReadsPairs):
        raise click.ClickException(f"{encoder.spec.name} has no cross-encoder beside it")
    path = out or _SHIPPED / f"{PREFIX}{encoder.spec.fingerprint}.json"
    known = _known(path)
    sayings = read_sayings(pairs)
    unseen = [one for one in sayings if held_out(one)]
    read = encoder.read_pairs([(one.text, one.claim) for one in unseen])
    denied = np.array([Reading(*one).denies >= DOUBTED for one in read.tolist()])
    odds = read[:, 0]
    stances = np.array([one.stance for one in unseen])
    rules = np.array([rules_of(one) for one in unseen])
    silent, framed, unruled = (rules == some for some in (Rules.SAME, Rules.FRAMED, Rules.NONE))
    if not all(set(_STANCES) <= set(stances[some]) for some in (silent, framed, unruled)):
        raise click.ClickException(f"{pairs} has too few sentences about unseen claims")
    certain = _from_which(odds[unruled], stances[unruled], wrong, "without rules")
    believed = _from_which(odds[framed], stances[framed], misled, "framed by a negation")
    odds, stances, denied = odds[silent], stances[silent], denied[silent]
    quiet = [one for one, some in zip(unseen, silent, strict=True) if some]
    longer = np.array([told_within(o.text, o.claim, o.language, o.claim_language) for o in quiet])
    kept = float(np.quantile(odds[longer & (stances == "affirms")], 1 - told))
    doubtful = float(np.quantile(odds[stances == "affirms"], 1 - keep))
    area = roc_auc_score(stances == "affirms", odds)
    click.echo(f"where relate finds no difference: area under the curve {area:.3f}")
    doubted = (odds < doubtful) | denied
    for stance in _STANCES:
        some = stances == stance
        click.echo(f"{stance:>8}: {np.mean(doubted[some]):.1%} of {some.sum()} doubted")
    found = Stance(
        fingerprint=encoder.spec.fingerprint,
        cross=encoder.pair_key(),
        doubtful=round(doubtful, 4),
        told=round(max(kept, doubtful), 4),
        framed=round(max(believed, doubtful), 4),
        certain=round(max(certain, doubtful), 4),
        languages=tuple(sorted({one.language for one in sayings})),
        fitted_on=(
            f"{silent.sum()} unseen sentences of {pairs.name}, {keep:.0%} of what affirms kept, "
            f"{told:.0%} of {longer.sum()} that say more around it; "
            f"certain of {wrong:.0%} of what does not, of {unruled.sum()} without rules, and of "
            f"{misled:.0%} of {framed.sum()} framed by a negation"
        ),
    ).with_beliefs_of(known)
    path.write_text(found.model_dump_json(indent=1) + "\n", encoding="utf-8")


def _known(path: Path) -> Stance | None:
    """What is there already."""
    try:
        return Stance.model_validate_json(path.read_bytes()) if path.exists() else None
    except ValidationError as error:
        raise click.ClickException(f"{path} is there and holds no thresholds") from error


def _from_which(odds: Floats, stances: NDArray[np.str_], wrong: float, name: str) -> float:
    """The log-odds that only a share of what does not affirm its claim reaches."""
    least = float(np.quantile(odds[stances != "affirms"], 1 - wrong))
    shares = [f"{np.mean(odds[stances == s] >= least):.1%} ({s})" for s in _STANCES]
    click.echo(f"the same, of {len(odds)} {name}: {', '.join(shares)}")
    return least


if __name__ == "__main__":
    main()
