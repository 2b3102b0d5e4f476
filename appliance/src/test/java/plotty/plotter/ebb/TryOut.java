package plotty.plotter.ebb;
import java.util.*; import plotty.drawing.*; import plotty.motion.*; import plotty.plotter.*; import plotty.plotter.board.*; import plotty.ink.*;
class TryOut { public static void main(String[] a){
  for (String f : new String[]{"2.5.3","2.6.0","2.7.0","2.8.1","3.0.0","3.0.3","3.0.3r"}) {
  VirtualBench b=new VirtualBench(BoardSettings.of(plotty.plotter.board.Firmware.parse(f.replace("r",""))), f.endsWith("r"));
  b.runUntil(5, ()->b.plotter().state().connection()==PlotterState.Connection.CONNECTED);
  System.out.println(b.plotter().state()+" at "+b.nanoTime()/1e6+" ms");
  List<Stroke> s=new ArrayList<>(); s.add(Stroke.of(10,10,60,10,60,30,20,40)); double[] xy=new double[2*400]; for(int i=0;i<400;i++){xy[2*i]=80+10*Math.cos(i*2*Math.PI/399);xy[2*i+1]=50+10*Math.sin(i*2*Math.PI/399);} s.add(Stroke.of(xy)); s.add(Stroke.of(100,100));
  double[] z=new double[2*3000]; for(int i=0;i<3000;i++){z[2*i]=120+i*.005*Math.cos(i*.03);z[2*i+1]=100+i*.005*Math.sin(i*.03);} s.add(Stroke.of(z));
  plotty.drawing.Drawing d=new plotty.drawing.Drawing(300,218,List.of(new Layer(1,"a","black",LayerDirectives.NONE,s)),List.of());
  Trajectory t=Trajectory.plan(Route.of(d,Route.Order.FILE),MachineProfile.AXIDRAW_V3);
  long t0=b.nanoTime();
  b.plotter().draw(new PlotRequest("j",t,PlanMark.START,1e9));
  try { b.runUntil(200,()->b.notices().stream().anyMatch(n->n instanceof PlotterNotice.Finished || n instanceof PlotterNotice.Faulted)); } catch(AssertionError e){System.out.println(e.getMessage());}
  double wall=(b.nanoTime()-t0)/1e9;
  List<double[]> src=new ArrayList<>(), ink=new ArrayList<>(); for(Stroke k:s){double[] p=new double[2*k.size()];for(int i=0;i<k.size();i++){p[2*i]=k.x(i);p[2*i+1]=k.y(i);}src.add(p);}
  for(InkStroke k:b.ink().strokes()){double[] p=new double[2*k.size()];for(int i=0;i<k.size();i++){p[2*i]=k.xMm()[i];p[2*i+1]=k.yMm()[i];}ink.add(p);}
  System.out.printf("%s wall %.3f plan %.3f ratio %.4f gaps %d stalls %d shortest %.2f ms, counters %d %d, moves %d%n",f,wall,t.durationS(),wall/t.durationS(),b.ink().gaps().size(),b.ink().stalls(),b.ink().shortestMoveNanos()/1e6,b.counter(1),b.counter(2),b.ink().moves().size());
  System.out.println(InkJudge.judge(src,ink));
  for (InkGap g: b.ink().gaps().subList(0,Math.min(3,b.ink().gaps().size()))) System.out.println(g);
  System.out.println(b.commands().subList(0,Math.min(34,b.commands().size())));
  PlotterNotice last=null; int prog=0; for(PlotterNotice n:b.notices()) { if(n instanceof PlotterNotice.Progress) prog++; else System.out.println("  "+n);} System.out.println(prog+" progress");
  }
}}
