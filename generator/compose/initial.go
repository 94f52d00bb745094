package compose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sortKey is a name as 가나다 sorts it: marks, brackets and blanks do not count, since
// 「…」 and (국) before a name do not part it from its neighbours. Syllables have the order of their codes.
func sortKey(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.L, unicode.Nd, unicode.Nl) { // Nl: Ⅰ, Ⅱ
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// initials are the heads of 색인 in their order.
var initials = strings.Fields("0-9 A-Z ㄱ ㄴ ㄷ ㄹ ㅁ ㅂ ㅅ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ 기타")

// leads are the heads of the first letters of syllables, in the order of their codes: a doubled
// letter stands under the plain one.
var leads = strings.Fields("ㄱ ㄱ ㄴ ㄷ ㄷ ㄹ ㅁ ㅂ ㅂ ㅅ ㅅ ㅇ ㅈ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ")

// initial is the head of 색인 that a name with the sort key stands under.
func initial(key string) string {
	r, _ := utf8.DecodeRuneInString(key)
	switch {
	case r >= '가' && r <= '힣':
		return leads[(r-'가')/(21*28)] // 21 vowels, 28 finals
	case r >= 'a' && r <= 'z':
		return "A-Z"
	case unicode.IsDigit(r):
		return "0-9"
	}
	return "기타"
}
