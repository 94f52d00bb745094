package font

import "unicode"

// Class says how lines may break at a character, after the custom of Korean official
// documents (금칙): closing marks never begin a line, opening marks never end one.
type Class uint8

const (
	Syllable Class = iota // Hangul and hanja: a line may break beside them where it must
	Space
	Open     // ( 「 “
	Close    // ) 」 , . % ㎡
	Digit    // 0-9
	Letter   // Latin and other letters that form words
	Operator // * × ÷ + =
	Sign     // △ ▲ ±: belongs to the number behind it
	Joiner   // - / : joins numbers and words
	Range    // ~ ∼ ～
	Dot      // · ㆍ
	Quote    // ' " ’: opens or closes, as its neighbours say
	Other
)

// classes of characters that no range rule covers.
var classes = map[rune]Class{
	' ': Space, '\u2003': Space, '\u3000': Space,
	'-': Joiner, '/': Joiner, '–': Joiner,
	'~': Range, '∼': Range, '～': Range,
	'·': Dot, 'ㆍ': Dot,
	'\'': Quote, '"': Quote, '’': Quote,
	'*': Operator, '×': Operator, '÷': Operator, '+': Operator, '=': Operator,
	'△': Sign, '▲': Sign, '▽': Sign, '▼': Sign, '±': Sign, '※': Sign, '₩': Sign,
	'(': Open, '[': Open, '{': Open, '（': Open, '［': Open, '｛': Open, '〔': Open, '「': Open,
	'『': Open, '【': Open, '〈': Open, '《': Open, '“': Open, '‘': Open,
	')': Close, ']': Close, '}': Close, '）': Close, '］': Close, '｝': Close, '〕': Close, '」': Close,
	'』': Close, '】': Close, '〉': Close, '》': Close, '”': Close, ',': Close, '.': Close, ':': Close,
	';': Close, '!': Close, '?': Close, '%': Close, '，': Close, '．': Close, '：': Close, '；': Close,
	'！': Close, '？': Close, '％': Close, '、': Close, '。': Close, '…': Close, '‥': Close, '℃': Close,
	'℉': Close, '°': Close, '㎡': Close, '㎥': Close, '㎢': Close, '㎞': Close, '㎝': Close, '㎜': Close,
	'㎏': Close, '㎎': Close, '㎖': Close, 'ℓ': Close, '‰': Close,
}

// ClassOf is the class of r.
func ClassOf(r rune) Class {
	switch {
	case r >= 0xAC00 && r <= 0xD7A3:
		return Syllable
	case r >= 0 && int(r) < len(ascii):
		return ascii[r]
	}
	return classOf(r)
}

// ascii are the classes of the characters that are asked for most.
var ascii = func() (table [0x80]Class) {
	for r := range table {
		table[r] = classOf(rune(r))
	}
	return table
}()

func classOf(r rune) Class {
	switch {
	case r >= '0' && r <= '9':
		return Digit
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		return Letter
	}
	if c, ok := classes[r]; ok {
		return c
	}
	switch {
	case unicode.In(r, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return Syllable
	case unicode.IsLetter(r):
		return Letter
	}
	return Other
}
