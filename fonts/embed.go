// Package fonts embeds the fonts of the book, each an unmodified file beside its licence.
package fonts

import _ "embed"

// Regular is Pretendard GOV Regular 1.3.9 (SIL OFL 1.1): Hangul, hanja, Latin, digits.
//
//go:embed PretendardGOV-Regular.ttf
var Regular []byte

// Bold is Pretendard GOV Bold 1.3.9 (SIL OFL 1.1).
//
//go:embed PretendardGOV-Bold.ttf
var Bold []byte

// Symbols is DejaVu Sans 2.37 (Bitstream Vera licence): ☑ ☐ ∼, which Pretendard GOV lacks.
//
//go:embed DejaVuSans.ttf
var Symbols []byte

// SHA-256 of the files above. Every book names them in its manifest and fingerprint, and to
// hash 12 MB took a third of the time of a book of one sheet; a test holds them.
const (
	RegularSHA256 = "b288cb28b28b7763c8264cc3cf477e09fc9c4a29d7bf29f63580871ef3c89e06"
	BoldSHA256    = "4a72e78753b42a16308597b597f050ecd1d4baad92cbae8cdf4bcf0d28828da7"
	SymbolsSHA256 = "7da195a74c55bef988d0d48f9508bd5d849425c1770dba5d7bfc6ce9ed848954"
)
