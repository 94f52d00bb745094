package layout

import (
	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/display"
)

// mm converts 1/100 mm.
func mm(mm100 int) display.Length { return display.Length(mm100) * 7200 / 254 }

// pt converts 1/100 pt.
func pt(pt100 int) display.Length { return display.Length(pt100) * 10 }

// typeSize is a type size with its line pitch.
type typeSize struct {
	pt100 int // 1/100 pt
	pitch display.Length
}

func sized(s form.TextStyle) typeSize {
	return typeSize{s.SizePt100, pt(s.SizePt100) * display.Length(s.PitchPercent) / 100}
}

// em is a part of the type size, in percent.
func (t typeSize) em(percent int) display.Length {
	return pt(t.pt100) * display.Length(percent) / 100
}

// baseline is the distance from the top of a line to its baseline. Hangul and digits
// of the embedded fonts are centred 0.35 em above it.
func (t typeSize) baseline() display.Length { return t.pitch/2 + t.em(35) }

// at is the same pitch ratio in another size.
func (t typeSize) at(size int) typeSize {
	return typeSize{size, t.pitch * display.Length(size) / display.Length(t.pt100)}
}

// frame is the type area: its width, and where it stands on the page.
type frame struct {
	width       display.Length
	top, bottom display.Length // page edge to the first and behind the last line
}

// height is the room for lines on a page.
func (f frame) height() display.Length { return f.bottom - f.top }

func frameOf(p form.PageStyle) frame {
	return frame{
		width:  display.PageWidth - mm(p.LeftMm100) - mm(p.RightMm100) - mm(p.BindingMm100),
		top:    mm(p.TopMm100),
		bottom: display.PageHeight - mm(p.BottomMm100),
	}
}
