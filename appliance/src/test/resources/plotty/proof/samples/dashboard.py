# dashboard.py
import asyncio
import websockets
from datetime import datetime

class PlotterDashboard:
    def __init__(self):
        self.jobs = {}
        self.system_status = {}
        
    async def connect(self):
        uri = "ws://localhost:8766/ws"
        async with websockets.connect(uri) as ws:
            await ws.send(json.dumps({
                "type": "SUBSCRIBE", 
                "channels": ["jobs", "system"]
            }))
            
            async for message in ws:
                data = json.loads(message)
                await self.handle_message(data)
    
    async def handle_message(self, data):
        if data['type'] == 'job_state_change':
            self.update_job_status(data)
        elif data['type'] == 'system_status':
            self.update_system_status(data)
    
    def update_job_status(self, data):
        job_id = data['job_id']
        self.jobs[job_id] = {
            'status': data['to_state'],
            'last_update': datetime.now()
        }
        print(f"Job {job_id}: {data['from_state']} → {data['to_state']}")

dashboard = PlotterDashboard()
asyncio.run(dashboard.connect())
