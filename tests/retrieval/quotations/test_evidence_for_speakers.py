"""What tells whom a mention beside a quotation means, and when nothing tells enough. All people and places are invented."""

import pytest

from retrieval.quotations import find_quotations

#: a speaker less sure than this is not shown by name
SHOWN = 0.7


def shown(text, piece):
    """Return the name that is shown for the quotation that holds `piece`, None where none is sure enough."""
    said = min((one for one in find_quotations(text) if piece in one.text), key=lambda one: len(one.text))
    return said.speaker.name if said.speaker and said.confidence >= SHOWN else None


def test_who_is_named_in_the_words_themselves_does_not_say_them():
    text = "Rep. Ola Marsh, the vice chair, spoke. Ida Bask, who led Norland until May, did not.\n\n"
    assert shown(text + "“Ola Marsh is a loser,” the former president posted.", "loser") != "Ola Marsh"


def test_a_former_president_is_not_the_chair_of_today():
    text = "Ola Marsh, chair of the board, stayed at home.\n\n“It is all lies,” the former president wrote."
    assert shown(text, "lies") is None


def test_who_sues_is_who_says_it_and_no_place_before():
    text = "The suit in Lome by Richard Tarn, who says that the firm was “wrong”, goes on."
    assert shown(text, "wrong") == "Richard Tarn"


def test_whoever_gave_it_to_a_paper_is_not_the_paper():
    text = "The files reached the weekly Larrower Blatt by an unnamed clerk, who said that “the vault was open”."
    assert shown(text, "vault") is None


def test_who_is_only_spoken_of_is_not_the_owner_whom_the_next_sentence_is_about():
    text = "The yacht was sold months after Malk’s parting from Terry Holm. The Beacon Group owner told of his plans. "
    assert shown(text + "He said: “I shall sail on.”", "sail") != "Terry Holm"


def test_a_speaker_of_whom_nothing_tells_a_person_is_still_likelier_than_who_was_named_before():
    text = (
        "Larrow goes back to Viktor Lemm. The claim is false, said the Wire’s Danzeck.\n\n“It is a tale,” he went on."
    )
    assert shown(text, "tale") != "Viktor Lemm"


def test_who_was_asked_answers():
    text = (
        "At the hearing the lawyer Tom Renn asked Paul Harte, the ferryman, whether he had slept. “Not once,” he said."
    )
    assert shown(text, "Not once") == "Paul Harte"


def test_where_nothing_tells_the_gender_of_who_was_asked_the_answer_is_open():
    text = "At the hearing Judge Tom Renn asked Bo Larrow whether the ship was late. “By a day,” he said."
    assert shown(text, "By a day") is None


def test_her_predecessor_disagrees_himself():
    text = "Minister Ilka Dorn said that it was paid for. “I have counted,” Dorn said.\n\n"
    assert shown(text + "Her predecessor, Matti Reuel, disagreed. “Twice,” he said.", "Twice") == "Matti Reuel"


def test_who_is_hammered_is_not_the_subject():
    assert shown("Paul Renn hammered Bob Tarn in May. He said that it was “late.”", "late") == "Paul Renn"


@pytest.mark.parametrize(
    ("text", "piece", "name"),
    [
        ("Elon Vask sold it. Following Vask’s speech, all left. Vask said that he was “sorry”.", "sorry", "Elon Vask"),
        ("Marie Bril came. Manning Bril left. Manning Bril said it was “late”.", "late", "Manning Bril"),
        ("The bridge will stay, the Senate Thursday said.", "bridge", "Senate"),
        ("Peter Odell KC said it was late. “He knew,” Mr Odell said.", "knew", "Peter Odell"),
        ("Cllr Reg Harle said no. His wife, Cllr Joan Harle, said: “I learned to swim there.”", "swim", "Joan Harle"),
        ("The clerk who wrote it, Karl Ubbe, said that he was never asked.", "never asked", "Karl Ubbe"),
    ],
)
def test_a_name_ends_where_it_ends(text, piece, name):
    assert shown(text, piece) == name


def test_the_role_before_a_comma_is_that_of_the_name_behind():
    (said,) = find_quotations("The board met. Its chair, Rob Penn, whose father died there, said it should resign.")
    assert said.speaker.role == "chair"


def test_a_letter_by_which_parents_are_told_says_nothing_itself():
    assert not find_quotations("Parents were told by letter that the school is shut.")


@pytest.mark.parametrize(
    "behind",
    [
        "With these three words, the farmer Edith Rowe ended the meeting.",
        "So said the farmer Edith Rowe, from her bed.",
        "Those were the words of the farmer, Edith Rowe, as she left.",
        "That was the verdict of farmer Edith Rowe on Monday.",
    ],
)
def test_a_paragraph_that_looks_back_names_who_said_the_words_before_it(behind):
    assert shown(f"“I will not.”\n\n{behind}", "will not") == "Edith Rowe"


def test_words_that_surprise_somebody_are_not_said_by_them():
    assert shown("“We are done.”\n\nThose words surprised the farmer Edith Rowe.", "done") is None


def test_a_heading_in_marks_is_not_said_by_who_spoke_last():
    assert shown("The mayor, Bo Renn, said he “would stay”.\n\n‘A broken word’\n\nSome doubt it.", "broken") is None


def test_words_with_spaces_within_their_marks_and_a_stop_are_no_heading():
    text = "« Je pars demain », a dit le maire, Jean Bril.\n\n« Je reviens bientôt. »\n\nIl pleut."
    assert [one.speaker.name for one in find_quotations(text, language="fr")] == ["Jean Bril"] * 2


def test_who_is_named_behind_the_last_of_three_paragraphs_said_them_all():
    text = "“We launched at ten.\n\n“By three we had eleven aboard.\n\n“I was proud,” the captain, Maire Con, wrote."
    assert [shown(text, piece) for piece in ("launched", "eleven", "proud")] == ["Maire Con"] * 3


def test_words_of_attribution_may_part_a_subject_from_its_verb(only):
    assert only("One of them, she said, had dropped a ring.").fragments == ((0, 11), (23, 41))


def test_the_president_is_nobody_whom_the_text_only_calls_a_leader():
    text = (
        "The Larrow Front’s leader Ayo Marsh was killed on Monday. Marsh was 71.\n\n“It is done,” the President said."
    )
    assert shown(text, "done") is None


def test_whom_a_judge_awards_the_house_is_not_the_judge():
    text = "A senior judge awarded Princess Ilva Renn the house. The judge concluded that the sheikh “had lied”."
    assert shown(text, "lied") is None


def test_whom_an_actor_strikes_is_no_actor():
    text = "Will Odell was barred for striking comedian Chris Tarn.\n\n“I accept it,” the actor wrote.\n\n"
    assert shown(text + "The actor struck Tarn in May.", "accept") is None


def test_a_woman_without_a_name_may_be_meant_rather_than_whom_she_sues():
    text = "Fonte was told to come. Lawyers sued Fonte on behalf of a woman claiming it failed. When she came, she said, they “laughed”."
    assert {one.speaker.name for one in find_quotations(text) if one.confidence >= SHOWN} == {None}


def test_an_office_before_a_name_that_stands_alone_elsewhere_is_no_part_of_it():
    text = "Larrow County Recorder Adrel Fonte was late. Adrel Fonte said that it “rained”."
    assert shown(text, "rained") == "Adrel Fonte"


@pytest.mark.parametrize(
    "text", ["Manufacturers have said they are “full”.", "Rain fell. Testing revealed it was “bad”."]
)
def test_a_noun_that_begins_a_sentence_is_no_name(only, text):
    assert only(text).speaker.name is None


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Iglenas dijo que llueve.", "es", "Iglenas"),
        ("Lumas a dit : « Non ».", "fr", "Lumas"),
        ("Sorres disse que chove.", "pt", "Sorres"),
        ("Edwards said it was “late”.", "en", "Edwards"),
    ],
)
def test_a_surname_with_the_ending_of_a_plural_is_one(text, language, name):
    (said,) = find_quotations(text, language=language)
    assert said.speaker.name == name


def test_folks_are_not_she():
    assert shown("Folks lined up to see Serena Walden, because she said she was “ready”.", "ready") == "Serena Walden"


def test_asked_about_it_later_she_may_be_whom_the_text_named_first():
    text = (
        "Edwina Stroud built a club. In 1968 the federation refused her crew a lane. Its president, Corin Keel, said "
    )
    text += "the river was “no place for a picnic”. Asked about it forty years later, she said: “I framed the letter.”"
    assert shown(text, "framed") != "Corin Keel"


def test_who_is_named_first_and_alone_has_the_gender_of_the_pronoun_behind():
    text = (
        "Sorrel Quane left in May and took her horse along. Lin Tovey, the director, called it “rude”. “Four minutes,” "
    )
    assert shown(text + "he said.", "Four minutes") == "Lin Tovey"


def test_a_name_that_looks_like_a_woman_s_may_be_she_rather_than_who_spoke_last():
    text = "When Pella Orton opened the shop, the mayor, Dox Brand, said it was “a folly”. Looking back, she said: “He was right.”"
    assert shown(text, "right") is None


def test_whose_words_she_said_are_tells_no_gender_of_who_is_named_in_them():
    text = "“Ola Tarn lied,” she said. Ana Brill left. “No,” he said."
    assert shown(text, "No") == "Ola Tarn"


def test_several_in_an_office_are_not_she():
    text = "Opposition MPs have accused Suella Bravern of being in “denial” after she insisted Brixen was not to blame."
    assert shown(text, "Brixen") != "Opposition MPs"


def test_who_agrees_behind_the_words_says_them():
    text = (
        "The rise came because people were “sick of working”, agreed Camisa Cavend in the Larrow Times. What is clear, "
    )
    assert shown(text + "she continued, is that “health counts”.", "sick") == "Camisa Cavend"
    assert shown(text + "she continued, is that “health counts”.", "counts") == "Camisa Cavend"


def test_one_word_with_a_capital_far_away_is_nobody():
    text = "The bill, Valuta reported, will rise. Rain fell for days on the hills. The river rose. The dam held.\n\nIn May it broke.\n\n"
    assert shown(text + "“It is over,” she said.", "over") is None


def test_the_scientist_is_not_the_professor_of_before_where_others_were_named_since():
    text = "Stan Rosner, a professor at Lome, wrote on it. Jan Kuiper was last seen in May.\n\n“I am proud,” the scientist said."
    assert shown(text, "proud") is None


def test_the_subject_behind_two_commas_is_who_he_is_next():
    text = (
        "Tom Trape sent word that he was “calm”. Hours later, after three days, Paul Garden makes a statement. He says "
    )
    assert shown(text + "that he approved “it all”.", "it all") == "Paul Garden"


def test_a_widow_is_named_by_her_given_name_alone():
    text = "Tobias Renn, the last keeper, died on Sunday. Silas Eddy “wept”. He was there until the end, and sang.\n\n"
    text += "His widow, Margit, said he had asked for no flowers. “Turnips,” she said."
    assert shown(text, "Turnips") == "Margit"


@pytest.mark.parametrize(
    "text", ["His widow, Margit, left. “It is late,” he said.", "Her widower, Odd, left. “It is late,” she said."]
)
def test_no_pronoun_means_a_relative_of_another_gender(text):
    assert shown(text, "late") is None


def test_whose_speech_the_paragraph_before_tells_of_says_the_words_behind_it():
    text = "In a speech to the guild, its master, Osric Lind, set out why he opposes it.\n\n“A bridge is a door.\n\n“It stays open.”"
    assert [shown(text, piece) for piece in ("door", "stays open")] == ["Osric Lind"] * 2


def test_a_speech_that_quotes_somebody_itself_leads_to_nothing():
    text = "In a speech to the guild, Osric Lind called it “late”. It rained.\n\nNobody came.\n\n“A bridge is a door.”"
    assert shown(text, "door") is None


def test_nobody_writes_a_letter_to_the_board_as_words():
    assert not find_quotations("Ana Brill wrote an open letter to the board on Monday.")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Its dean, the Very Rev Honor Slade, said both were “heard”.", "Honor Slade"),
        ("A friend of both said that they would make up.", None),
        ("Minister, Arslan says, has outlived two ministers.", "Arslan"),
        ("Dr Lionel Grubb claims (Health, last week) that walking is “overrated”.", "Lionel Grubb"),
    ],
)
def test_what_stands_between_a_speaker_and_the_words_changes_nothing(only, text, speaker):
    assert only(text).speaker.name == speaker


def test_state_television_reports():
    text = "The president of Cardova dismissed his interior minister on Monday, state television reported."
    assert "state television" in [one.speaker.text for one in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("We had word from folks in the Northeast who asked if they were “ever” going to see it.", None),
        (
            "At it, King Carlo will wear what is known as a cape, said Grazil, which, “in contrast”, is “austere”.",
            "Grazil",
        ),
        (
            "Lome's Vice President of Innovation and Growth Alan Wexel said it will become a “software firm”.",
            "Alan Wexel",
        ),
    ],
)
def test_who_stands_beside_the_verb_speaks_and_no_place_behind_a_preposition(only, text, speaker):
    assert only(text).speaker.name == speaker


def test_what_her_former_husband_denies_is_not_denied_by_who_was_named_before():
    text = "Rupe Mard wed in 2016. Elaine Wend sued the firm. But her ex-husband stepped down amid claims, which he said were “lies”."
    assert shown(text, "lies") != "Rupe Mard"


def test_answers_in_marks_are_those_of_who_is_interviewed_though_one_names_who_speaks():
    text = "Marlow Finch, the chess prodigy, talks to us.\n\nDo you study?\n\n“I study on the train.”\n\nDo you get nervous?\n\n"
    text += "“Only before I play,” Finch says."
    assert [shown(text, piece) for piece in ("train", "Only")] == ["Marlow Finch"] * 2


def test_who_wore_the_dress_once_is_not_who_wears_it_now():
    text = "Kim Kardal steals the show by turning up in the very dress that Marilyn Monrel wore in 1962. "
    assert shown(text + "She is accused of harm when she reveals that she “dieted”.", "dieted") is None


@pytest.mark.parametrize("who", ["a senior Customs and Border Protection official", "a Larrow Council spokesman"])
def test_an_official_of_a_body_is_not_the_body(only, who):
    assert only(f"“We’re going on,” {who} told the Wire.").speaker.name is None


def test_who_is_a_doctor_at_a_place_and_no_place_says_so():
    text = "“Parents fear it,” said Dr. Jay Portney, an allergist at Mercy Hospital in Lome City, Norland, who said he would “wait”."
    assert shown(text, "wait") == "Jay Portney"


def test_a_warning_that_has_a_name_warns_nobody():
    found = find_quotations("The court said that the Mirel warning protects a right, and it is not one.")
    assert [one.speaker.text for one in found] == ["The court"]


@pytest.mark.parametrize(
    ("text", "piece", "speaker"),
    [
        (
            "The club hates it. Its commodore, Lady Vivien Straker, calls the plan “a loan by the kilo”.",
            "kilo",
            "Vivien Straker",
        ),
        (
            "I was sad to read Mrs Daphne Quill's claim (Letters, 9 June) that hedgehogs are “overfed”.",
            "overfed",
            "Daphne Quill",
        ),
    ],
)
def test_an_apposition_or_an_aside_parts_nobody_from_the_words(text, piece, speaker):
    assert speaker in [one.speaker.name for one in find_quotations(text) if one.speaker and piece in one.text]


def test_a_team_reports_behind_what_it_found():
    text = "Moles throw stones at those they dislike, a team at the Institute of Field Behaviour reports in this week's Acta."
    assert [one.speaker.text for one in find_quotations(text)] == ["a team at the Institute of Field Behaviour"]
