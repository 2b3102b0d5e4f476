import asyncio
import websockets
import json

async def monitor_plotty():
    uri = "ws://localhost:8766/ws"
    
    async with websockets.connect(uri) as websocket:
        # Subscribe to channels
        subscribe_msg = {
            "type": "SUBSCRIBE",
            "channels": ["jobs", "system"]
        }
        await websocket.send(json.dumps(subscribe_msg))
        
        # Listen for messages
        async for message in websocket:
            data = json.loads(message)
            print(f"Received: {data['type']}: {data}")
            
            if data['type'] == 'job_state_change':
                print(f"Job {data['job_id']}: {data['from_state']} → {data['to_state']}")

# Run monitor
asyncio.run(monitor_plotty())
