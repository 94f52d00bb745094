package layout

import (
	"math/bits"

	"budgetbook/generator/doc"
	"budgetbook/generator/render/pdf/display"
)

// barScale turns amounts into lengths, in integers: no bar is longer or shorter than its
// figure says by more than 1/1000 pt, but that of a small figure, which stays visible.
type barScale struct {
	zero  display.Length // from the left end to 0
	width display.Length // what stands for all
	all   uint64         // 원: from the least to the largest figure, 0 included
	least display.Length // of a bar that is not 0
}

// scaleOf fits all bars into the width.
func scaleOf(bars []doc.Bars, width, least display.Length) barScale {
	var low, high int64 // 원
	for _, b := range bars {
		for _, n := range b.Nums {
			if n.Figure != nil {
				won := int64(n.Figure.Won)
				low, high = min(low, won), max(high, won)
			}
		}
	}
	s := barScale{width: width, all: uint64(high - low), least: least}
	if low < 0 {
		s.width = max(width-2*least, 0) // so that the shortest bar fits on either side
		s.zero = s.length(-low) + least
	}
	return s
}

// length is width * won / all, rounded down; won is not negative.
func (s barScale) length(won int64) display.Length {
	if s.all == 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(s.width), uint64(won))
	q, _ := bits.Div64(high, low, s.all)
	return display.Length(q)
}

// bar is the left end and the width of the bar of an amount, measured from the left end of all.
func (s barScale) bar(won int64) (x, width display.Length) {
	if won < 0 {
		width = max(s.length(-won), s.least)
		return s.zero - width, width
	}
	return s.zero, max(s.length(won), s.least)
}

// hatchStep is the distance of the lines of a hatch, measured along an edge, in lines' widths.
const hatchStep = 9

// bar draws a bar. It is black on paper or it is a hatch in a frame, never a tint: the two
// stay apart in print without colour and on a copying machine.
func (d *drawing) bar(r display.Rect, solid bool) {
	color := display.Color(d.style.Color.Accent)
	if solid || r.W < 4*d.line {
		d.out.ops = append(d.out.ops, display.Fill{Rect: r, Color: color, Mark: d.mark})
		return
	}
	line := func(x1, y1, x2, y2 display.Length) {
		d.out.ops = append(d.out.ops, display.Rule{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: d.line, Color: color, Mark: d.mark})
	}
	half := d.line / 2
	left, top, right, bottom := r.X+half, r.Y+half, r.X+r.W-half, r.Y+r.H-half
	line(r.X, top, r.X+r.W, top)
	line(r.X, bottom, r.X+r.W, bottom)
	line(left, r.Y, left, r.Y+r.H)
	line(right, r.Y, right, r.Y+r.H)
	for _, h := range hatch(right-left, bottom-top, d.line*hatchStep) {
		line(left+h[0], bottom-h[1], left+h[2], bottom-h[3])
	}
}

// hatch are lines that rise at 45° through a rectangle from (0, 0), lower left, to
// (w, h), a step apart: x and y of both ends, all inside.
func hatch(w, h, step display.Length) (out [][4]display.Length) {
	for x := step - h; x < w; x += step {
		from, to := max(x, 0), min(x+h, w)
		if from < to {
			out = append(out, [4]display.Length{from, from - x, to, to - x})
		}
	}
	return out
}
