package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"budgetbook/generator/diag"

	"golang.org/x/text/encoding/korean"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

const saveAsUTF8 = "메모장: 다른 이름으로 저장 → 인코딩에서 UTF-8을 고르고 저장합니다"

// decodeText makes UTF-8 text without BOM, with LF and NFC, out of a file's bytes.
// ok is false after an error: the text is then good for an excerpt only.
func decodeText(name string, data []byte) (text string, ds []diag.Diagnostic, ok bool) {
	for bytes.HasPrefix(data, []byte("\ufeff")) { // joined files have several
		data = data[len("\ufeff"):]
	}
	utf16 := bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
	zero := bytes.IndexByte(data, 0)
	if !utf16 && zero < 0 && utf8.Valid(data) {
		text = strings.ReplaceAll(string(data), "\r\n", "\n")
		composed := text
		for _, r := range text {
			if mayCompose(r) {
				composed = norm.NFC.String(text)
				break
			}
		}
		return composed, decomposed(name, text, composed), true
	}
	d := diag.Diagnostic{Code: "E002", Hints: []string{saveAsUTF8}}
	bad := firstBad(data)
	before := strings.ToValidUTF8(string(data[:bad]), "\ufffd")
	hangul, isCP949 := fromCP949(data)
	switch {
	case utf16:
		d.Message = "파일이 UTF-8이 아니라 UTF-16(유니코드)으로 저장되어 있습니다"
		wide, _ := utf.UTF16(utf.LittleEndian, utf.UseBOM).NewDecoder().Bytes(data)
		text = string(wide)
	case zero >= 0:
		d.Message = "글 파일이 아닙니다: 바이트 0x00이 들어 있습니다"
		d.Hints = []string{"엑셀ㆍ한글 파일의 이름만 바꾼 것이 아닌지 보고, " + saveAsUTF8}
	case isCP949:
		d.Message = "파일이 UTF-8이 아니라 CP949(EUC-KR, ANSI)로 저장되어 있습니다"
		text = hangul
		before, _ = fromCP949(data[:bad])
	default:
		d.Message = fmt.Sprintf("파일이 UTF-8이 아닙니다: 바이트 0x%02X", data[bad])
		text = strings.ToValidUTF8(string(data), "\ufffd")
	}
	start := min(len(before), len(text))
	for start > 0 && start < len(text) && !utf8.RuneStart(text[start]) {
		start-- // the bytes before were read in another code, too
	}
	_, size := utf8.DecodeRuneInString(text[start:])
	d.Span = diag.Span{File: name, Start: start, End: start + size}
	return text, []diag.Diagnostic{d}, false
}

// firstBad is where the bytes stop to be UTF-8.
func firstBad(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

// fromCP949 decodes the code page of Korean Windows. The decoder answers U+FFFD
// for what is none.
func fromCP949(data []byte) (string, bool) {
	out, err := korean.EUCKR.NewDecoder().Bytes(data)
	return string(out), err == nil && !bytes.ContainsRune(out, utf8.RuneError)
}

// decomposed points at the first character that NFC put together. macOS writes
// Hangul as separate jamo (NFD), which looks alike and equals nothing. What NFC
// exchanges one for one is passed over: Korean keyboards type some hanja (金, 樂)
// with a second code that nobody can see or avoid.
func decomposed(name, text, composed string) []diag.Diagnostic {
	if text == composed {
		return nil
	}
	at := 0
	for text != "" && at < len(composed) {
		was, wasSize := utf8.DecodeRuneInString(text)
		is, isSize := utf8.DecodeRuneInString(composed[at:])
		text = text[wasSize:]
		next, _ := utf8.DecodeRuneInString(text)
		if was != is && (unicode.Is(unicode.M, next) || unicode.Is(jamo, next)) {
			return []diag.Diagnostic{{Code: "W011", Span: diag.Span{File: name, Start: at, End: at + isSize},
				Message: "풀어쓴 글자(NFD)가 있어 모아쓴 글자(NFC)로 바꾸어 읽었습니다",
				Hints:   []string{"macOS에서 복사한 글자입니다: 고치지 않아도 되지만 다시 입력하면 이 확인이 사라집니다"}}}
		}
		at += isSize
	}
	return nil
}

// mayCompose reports whether NFC has to look at the character. Latin, syllables and the
// punctuation of Korean texts are what they are; combining marks, jamo and the rest may not be.
func mayCompose(r rune) bool {
	switch {
	case r < 0x300, '가' <= r && r <= '힣',
		0x2010 <= r && r <= 0x2027, // – ’ …
		0x2460 <= r && r <= 0x26ff, // ① □ ○ △ ☑
		0x3001 <= r && r <= 0x3020, // 、 「 」
		0x3131 <= r && r <= 0x318e, // ㅇ ㆍ
		0x3380 <= r && r <= 0x33df, // ㎏ ㎡
		0xff01 <= r && r <= 0xff5e: // （ ：
		return false
	}
	return true
}

// jamo are the vowels and finals that follow an initial consonant in NFD.
var jamo = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x1161, Hi: 0x11ff, Stride: 1}}}

// Composed is text in the form in which a file is read (NFC): two names that Parse would
// read as one are one.
func Composed(text string) string { return norm.NFC.String(text) }
